delete from "professional_services" where "professional_id" = $1;
insert into "professional_services" ("professional_id", "service_id") values ($1, $2);
select "service_id" from "professional_services" where "professional_id" = $1 order by "service_id";
