select * from "flow_drafts" where "flow_id" = $1;
