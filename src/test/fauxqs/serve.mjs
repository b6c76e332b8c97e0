// SNS and SQS on a free port of this machine only, told on the first line. Ends with whoever started it.
import { buildApp } from "fauxqs";

const app = buildApp({ logger: false });
await app.listen({ host: "127.0.0.1", port: 0 });
console.log(app.server.address().port);
process.stdin.on("end", () => process.exit()).resume();
