select * from "flows" where "id" = $1;
