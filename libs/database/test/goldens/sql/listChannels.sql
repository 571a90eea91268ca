select * from "channels" order by "id";
