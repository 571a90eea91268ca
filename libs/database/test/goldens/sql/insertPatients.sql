insert into "patients" ("name", "language") values ($1, $2), ($3, default) returning "id";
select * from "patients" where "id" = $1;
