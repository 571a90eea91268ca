select "key", "value", "updated_at", "version" from "settings" order by "key";
