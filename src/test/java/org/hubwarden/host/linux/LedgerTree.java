package org.hubwarden.host.linux;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.hubwarden.host.linux.files.MachineTree;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;

/** Where ledgers are in a tree, and ledgers to put there. */
final class LedgerTree {

    static final String CURRENT = "/var/lib/hubwarden/ledger.json";
    static final String PREVIOUS = CURRENT + ".previous";
    static final String MARKER = "/var/lib/hubwarden/ledger.began";
    static final List<String> CLEAN = List.of("ledger.began", "ledger.json", "ledger.json.previous");

    private LedgerTree() {}

    /** A ledger with so many accounts. */
    static Ledger ledger(int accounts) {
        var draft = Ledger.EMPTY.draft();
        for (int i = 1; i <= accounts; i++) {
            String name = "u" + i;
            draft.put(new LedgerAccount(
                    new HubName(name),
                    new UnixName("jupyter-" + name),
                    2000 + i,
                    2000 + i,
                    "/h",
                    false,
                    false,
                    false,
                    Optional.empty(),
                    Optional.empty()));
        }
        return draft.done();
    }

    /** As if none had ever been. */
    static void forget(MachineTree tree) throws Exception {
        for (String name : tree.names("/var/lib/hubwarden")) {
            Files.delete(tree.path("/var/lib/hubwarden/" + name));
        }
    }
}
