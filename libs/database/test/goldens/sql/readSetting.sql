select "key", "value", "version" from "settings" where "key" = $1;
