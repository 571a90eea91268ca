select "id", "name" from "users" where "id" in ($1);
