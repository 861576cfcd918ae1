package org.hubwarden.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.TreeMap;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.LockedFrom;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MassLockTest {

    @ParameterizedTest
    @CsvSource({
        "0,0,false",
        "3,3,false",
        "4,4,true",
        "3,39,false",
        "4,39,true",
        "4,40,false",
        "100,1000,false",
        "101,1000,true"
    })
    void threeOrATenthMayLeaveAtOnce(int locks, int inUse, boolean refused) {
        assertEquals(refused, MassLock.refusal(locks, ledger(inUse, 50)).isPresent());
    }

    @Test
    void theSentenceSaysHowManyAndWhatToDo() {
        String sentence = MassLock.refusal(7, ledger(20, 0)).orElseThrow();
        assertTrue(sentence.contains("7 of 20") && sentence.contains("at most 3"), sentence);
    }

    private static Ledger ledger(int inUse, int locked) {
        TreeMap<UnixName, LedgerAccount> accounts = new TreeMap<>();
        for (int i = 0; i < inUse + locked; i++) {
            UnixName name = new UnixName("jupyter-u" + i);
            LedgerAccount account = new LedgerAccount(
                    new HubName("u" + i),
                    name,
                    1000 + i,
                    1000 + i,
                    "/home/" + name,
                    true,
                    false,
                    false,
                    Optional.empty());
            accounts.put(name, i < inUse ? account : account.lockedFrom(new LockedFrom("/bin/sh", "", true)));
        }
        return new Ledger(0, accounts, new TreeMap<>());
    }
}
