select "service_id" from "professional_services" where "professional_id" = $1 order by "service_id";
