// A module that imports others is run only when they are all compiled, and then in their order: nothing below the first is run.
import "./go-no-further.mjs";
import "../start.ts";
import "../../libs/testing/src/keeper.ts";
import "../../apps/admin-api/src/main.ts";
import "../../apps/chatwoot-mirror/src/main.ts";
import "../../apps/conversation-worker/src/main.ts";
import "../../apps/ingress/src/main.ts";
import "../../apps/outbound-sender/src/main.ts";
import "../../apps/projector/src/main.ts";
import "../../apps/sandbox/src/main.ts";
