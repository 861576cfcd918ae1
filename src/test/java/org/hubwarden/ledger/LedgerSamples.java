package org.hubwarden.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Optional;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;

/** Accounts, and ledgers as text. */
final class LedgerSamples {

    private LedgerSamples() {}

    static LedgerAccount account(String name, long id) {
        return new LedgerAccount(
                new HubName(name),
                new UnixName("jupyter-" + name),
                id,
                id,
                "/home/jupyter-" + name,
                true,
                false,
                false,
                Optional.empty(),
                Optional.empty());
    }

    static String text(Ledger ledger) {
        return new String(LedgerCodec.encode(ledger), UTF_8);
    }

    static String damage(byte[] bytes) {
        return assertInstanceOf(LedgerDecoding.Damaged.class, LedgerCodec.decode(bytes))
                .what();
    }
}
