savepoint part;
update "patients" set "name" = $1 where "id" = $2;
release savepoint part;
rollback to savepoint part;
select * from "patients" where "id" = $1;
