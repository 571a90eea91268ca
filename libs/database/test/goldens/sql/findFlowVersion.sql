select * from "flow_versions" where "flow_id" = $1 and "number" = $2;
