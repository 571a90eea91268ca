select * from "patients" where "id" = $1 for share;
