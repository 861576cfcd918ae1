package org.hubwarden.ledger;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.hubwarden.model.GroupName;

/**
 * Writes a ledger as JSON with one account a line; equal ledgers give equal bytes. By hand, since all accounts of a machine are
 * written whenever one changes.
 */
final class LedgerWriter {

    /** About what an account takes. */
    private static final int LINE = 192;

    private final StringBuilder out;

    private LedgerWriter(int accounts) {
        this.out = new StringBuilder(LINE * (accounts + 2));
    }

    /** The whole file. Version 3 was written so, but for its number: it had neither leavers nor tombstones. */
    static byte[] document(Ledger ledger, long version) {
        byte[] content = content(ledger);
        byte[] head = head(checksum(content), version).getBytes(StandardCharsets.US_ASCII);
        byte[] document = new byte[head.length + content.length];
        System.arraycopy(head, 0, document, 0, head.length);
        System.arraycopy(content, 0, document, head.length, content.length);
        return document;
    }

    /** The checksum in the file of a ledger. */
    static String checksum(Ledger ledger) {
        return checksum(content(ledger));
    }

    private static String checksum(byte[] content) {
        CRC32C sum = new CRC32C();
        sum.update(content);
        return "crc32c:" + HexFormat.of().toHexDigits((int) sum.getValue());
    }

    private static String head(String checksum, long version) {
        return "{\n  \"version\" : " + version + ",\n  \"checksum\" : \"" + checksum + "\",\n";
    }

    /** What follows the checksum, to the end: that is what it is taken of. */
    private static byte[] content(Ledger ledger) {
        LedgerWriter writer = new LedgerWriter(ledger.accounts().size());
        writer.write(ledger);
        return writer.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void write(Ledger ledger) {
        out.append("  \"ledger\" : {\n    \"highest_id\" : ").append(ledger.highestId());
        lines("accounts", ledger.accounts().values(), this::account);
        lines("groups", ledger.groups().entrySet(), this::group);
        if (!ledger.tombstones().isEmpty()) {
            out.append(",\n    \"tombstones\" : ").append(ledger.tombstones());
        }
        ledger.passed()
                .ifPresent(
                        end -> out.append(",\n    \"passed\" : \"").append(end).append('"'));
        out.append("\n  }\n}\n");
    }

    private <T> void lines(String name, Collection<T> elements, Consumer<T> line) {
        out.append(",\n    \"").append(name).append("\" : [");
        for (Iterator<T> next = elements.iterator(); next.hasNext(); ) {
            out.append("\n      {");
            line.accept(next.next());
            out.append(next.hasNext() ? "}," : "}");
        }
        out.append("\n    ]");
    }

    private void account(LedgerAccount account) {
        out.append("\"hub\":\"").append(account.hub().value());
        out.append("\",\"unix\":\"").append(account.unix().value());
        out.append("\",\"uid\":").append(account.uid());
        out.append(",\"gid\":").append(account.gid());
        out.append(",\"home\":");
        text(account.home());
        out.append(",\"housed\":").append(account.housed());
        out.append(",\"adopted\":").append(account.adopted());
        out.append(",\"held_root\":").append(account.heldRoot());
        account.tenure().ifPresent(this::tenure);
        account.locked().ifPresent(this::lockedFrom);
        account.leaving().ifPresent(this::leaving);
        account.demotion().ifPresent(this::demotion);
    }

    private void tenure(Tenure tenure) {
        out.append(",\"admin\":{");
        tenure.since()
                .ifPresent(since -> out.append("\"since\":\"").append(since).append('"'));
        out.append('}');
    }

    private void lockedFrom(LockedFrom before) {
        out.append(",\"locked_from\":{\"shell\":");
        text(before.shell());
        out.append(",\"expire\":");
        text(before.expire());
        out.append(",\"prefixed\":").append(before.prefixed()).append('}');
    }

    private void demotion(Demotion demotion) {
        out.append(",\"demotion\":{\"since\":\"").append(demotion.since());
        out.append("\",\"told\":").append(demotion.told());
        out.append(",\"served\":").append(demotion.served());
        demotion.ended().ifPresent(at -> out.append(",\"ended\":\"").append(at).append('"'));
        demotion.proven()
                .ifPresent(at -> out.append(",\"proven\":\"").append(at).append('"'));
        out.append('}');
    }

    private void leaving(Leaving leaving) {
        out.append(",\"leaving\":{\"stages\":[");
        String comma = "{";
        for (Map.Entry<Stage, Progress> stage : leaving.stages().entrySet()) {
            out.append(comma).append("\"stage\":\"").append(stage.getKey().word());
            out.append("\",\"begun\":\"").append(stage.getValue().begun());
            stage.getValue()
                    .done()
                    .ifPresent(done -> out.append("\",\"done\":\"").append(done));
            out.append("\"}");
            comma = ",{";
        }
        out.append("],\"days\":").append(leaving.days());
        leaving.counted()
                .ifPresent(day -> out.append(",\"counted\":\"").append(day).append('"'));
        leaving.elsewhere().ifPresent(sentence -> {
            out.append(",\"elsewhere\":");
            text(sentence);
        });
        leaving.archive().ifPresent(file -> {
            out.append(",\"archive\":");
            text(file);
        });
        out.append(",\"asked\":\"").append(leaving.asked().word());
        out.append("\",\"purged\":").append(leaving.purged()).append('}');
    }

    private void group(Map.Entry<GroupName, Long> group) {
        out.append("\"name\":\"").append(group.getKey().value());
        out.append("\",\"gid\":").append(group.getValue());
    }

    /** Names have nothing to escape; what was in the account files may have. */
    private void text(String text) {
        out.append('"');
        if (isPlain(text)) {
            out.append(text);
        } else {
            JsonStringEncoder.getInstance().quoteAsString(text, out);
        }
        out.append('"');
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }
}
