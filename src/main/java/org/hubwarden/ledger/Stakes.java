package org.hubwarden.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hubwarden.model.Sha256;

/**
 * What somebody has to say yes to before it happens to people.
 *
 * @param stateSha256 of the bytes of the state file that asks for it
 * @param changes one line each, such as {@code remove alice}
 */
public record Stakes(String stateSha256, SortedSet<String> changes) {

    public Stakes {
        changes = Collections.unmodifiableSortedSet(new TreeSet<>(changes));
    }

    /** What names them: the same file and the same changes always have the same one, 64 hex digits. */
    public String digest() {
        String text = stateSha256 + "\n" + String.join("\n", changes) + "\n";
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether who said yes to these has said yes to those: the same file, and nothing more. */
    public boolean cover(Stakes fewer) {
        return stateSha256.equals(fewer.stateSha256) && changes.containsAll(fewer.changes);
    }
}
