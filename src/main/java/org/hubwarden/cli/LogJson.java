package org.hubwarden.cli;

import java.io.IOException;
import java.util.List;
import org.hubwarden.audit.FieldName;
import org.hubwarden.audit.LogEntry;

/** What {@code log --json} prints. */
final class LogJson {

    private LogJson() {}

    static String of(List<LogEntry> entries) {
        return Json.object(json -> json.objects("entries", entries, LogJson::entry));
    }

    private static void entry(Json json, LogEntry entry) throws IOException {
        json.field("time", entry.time().toString());
        json.field("event", entry.event());
        json.field("message", entry.message());
        json.field("run", entry.value(FieldName.RUN));
        json.field("number", entry.value(FieldName.NUMBER));
        json.field("action", entry.value(FieldName.ACTION));
        json.strings("users", entry.values(FieldName.HUB_USER));
        json.strings("accounts", entry.values(FieldName.UNIX_USER));
        json.strings("uids", entry.values(FieldName.UNIX_UID));
        json.strings("groups", entry.values(FieldName.UNIX_GROUP));
        json.field("path", entry.value(FieldName.PATH));
        json.field("before", entry.value(FieldName.BEFORE));
        json.field("after", entry.value(FieldName.AFTER));
        json.field("reason", entry.value(FieldName.REASON));
        json.field("state_sha256", entry.value(FieldName.STATE_SHA256));
        json.field("recovered", entry.value(FieldName.RECOVERED).isPresent());
    }
}
