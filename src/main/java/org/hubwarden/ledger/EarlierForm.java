package org.hubwarden.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.hubwarden.model.Sha256;

/** How hubwarden wrote ledgers of the versions 1 and 2: one field a line. Only to see whether one that is read is whole. */
final class EarlierForm {

    /** The latest version that was written so. */
    static final long LAST = 2;

    private static final JsonFactory JSON = new JsonFactory();

    /** Something that writes JSON. */
    private interface Part {
        void write(JsonGenerator out) throws IOException;
    }

    private EarlierForm() {}

    /** The whole file, in the form of a version. */
    static byte[] document(Ledger ledger, String checksum, long version) {
        return bytes(out -> {
            out.writeStartObject();
            out.writeNumberField("version", version);
            out.writeStringField("checksum", checksum);
            out.writeFieldName("ledger");
            content(out, ledger);
            out.writeEndObject();
            out.writeRaw('\n');
        });
    }

    /** The checksum of what the ledger says, without the rest of the file. */
    static String checksum(Ledger ledger) {
        return Sha256.hex(bytes(out -> content(out, ledger)));
    }

    private static byte[] bytes(Part part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            DefaultIndenter lines = new DefaultIndenter("  ", "\n");
            out.setPrettyPrinter(
                    new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines));
            part.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    private static void content(JsonGenerator out, Ledger ledger) throws IOException {
        out.writeStartObject();
        out.writeNumberField("highest_id", ledger.highestId());
        out.writeArrayFieldStart("accounts");
        for (LedgerAccount account : ledger.accounts().values()) {
            account(out, account);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("groups");
        for (var group : ledger.groups().entrySet()) {
            out.writeStartObject();
            out.writeStringField("name", group.getKey().value());
            out.writeNumberField("gid", group.getValue());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void account(JsonGenerator out, LedgerAccount account) throws IOException {
        out.writeStartObject();
        out.writeStringField("hub", account.hub().value());
        out.writeStringField("unix", account.unix().value());
        out.writeNumberField("uid", account.uid());
        out.writeNumberField("gid", account.gid());
        out.writeStringField("home", account.home());
        out.writeBooleanField("housed", account.housed());
        out.writeBooleanField("adopted", account.adopted());
        out.writeBooleanField("held_root", account.heldRoot());
        if (account.tenure().isPresent()) {
            out.writeObjectFieldStart("admin");
            tenure(out, account.tenure().get());
            out.writeEndObject();
        }
        if (account.locked().isPresent()) {
            out.writeFieldName("locked_from");
            lockedFrom(out, account.locked().get());
        }
        out.writeEndObject();
    }

    private static void tenure(JsonGenerator out, Tenure tenure) throws IOException {
        if (tenure.since().isPresent()) {
            out.writeStringField("since", tenure.since().get().toString());
        }
    }

    private static void lockedFrom(JsonGenerator out, LockedFrom before) throws IOException {
        out.writeStartObject();
        out.writeStringField("shell", before.shell());
        out.writeStringField("expire", before.expire());
        out.writeBooleanField("prefixed", before.prefixed());
        out.writeEndObject();
    }
}
