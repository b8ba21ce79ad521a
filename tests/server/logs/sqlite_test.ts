import { conforms } from "./conformance.ts";
import { survives } from "./durable.ts";
import { behavesAsModel } from "./model.ts";
import { FILES, openSqlite } from "./sqlite_bench.ts";

conforms("SQLite", openSqlite, FILES);
survives("SQLite", openSqlite, FILES);
behavesAsModel("SQLite", openSqlite, FILES);
