select * from "patients" where "id" = $1;
