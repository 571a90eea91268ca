select * from "users" where lower("email") = $1;
