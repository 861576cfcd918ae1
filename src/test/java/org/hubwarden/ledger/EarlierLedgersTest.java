package org.hubwarden.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hubwarden.ledger.LedgerSamples.account;
import static org.hubwarden.ledger.LedgerSamples.damage;
import static org.hubwarden.ledger.LedgerSamples.text;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.Sha256;
import org.junit.jupiter.api.Test;

/** Ledgers as earlier versions wrote them. */
class EarlierLedgersTest {

    /** As hubwarden wrote it before it remembered who is an admin. */
    private static final String VERSION_1 = """
            {
              "version" : 1,
              "checksum" : "",
              "ledger" : {
                "highest_id" : 2004,
                "accounts" : [
                  {
                    "hub" : "alice",
                    "unix" : "jupyter-alice",
                    "uid" : 2001,
                    "gid" : 2001,
                    "home" : "/home/jupyter-alice",
                    "housed" : true,
                    "adopted" : false,
                    "held_root" : false
                  },
                  {
                    "hub" : "bob",
                    "unix" : "jupyter-bob",
                    "uid" : 2002,
                    "gid" : 2002,
                    "home" : "/home/jupyter-bob",
                    "housed" : true,
                    "adopted" : false,
                    "held_root" : true
                  },
                  {
                    "hub" : "carol",
                    "unix" : "jupyter-carol",
                    "uid" : 2003,
                    "gid" : 2003,
                    "home" : "/home/jupyter-carol",
                    "housed" : true,
                    "adopted" : false,
                    "held_root" : true,
                    "locked_from" : {
                      "shell" : "/bin/sh",
                      "expire" : "",
                      "prefixed" : false
                    }
                  }
                ],
                "groups" : [
                  {
                    "name" : "jupyterhub-admins",
                    "gid" : 2004
                  }
                ]
              }
            }
            """;

    /** The same in the form of versions 1 and 2. */
    private static byte[] signedEarlier(String edited) {
        String content = edited.substring(edited.indexOf("\"ledger\" : ") + 11, edited.lastIndexOf("\n}"));
        String flat = content.replace("\n  ", "\n");
        return edited.replaceFirst("\"checksum\" : \"\"", "\"checksum\" : \"" + Sha256.hex(flat.getBytes(UTF_8)) + "\"")
                .getBytes(UTF_8);
    }

    @Test
    void versionOneIsReadAsItIsRememberedNow() {
        Tenure unknown = new Tenure(Optional.empty());
        Ledger migrated = Ledger.EMPTY
                .draft()
                .put(account("alice", 2001))
                .put(account("bob", 2002).withRootHeld().withTenure(Optional.of(unknown)))
                .put(account("carol", 2003).withRootHeld().lockedFrom(new LockedFrom("/bin/sh", "", false)))
                .create(GroupName.ADMINS, 2004)
                .done();
        byte[] old = signedEarlier(VERSION_1);
        assertEquals(new LedgerDecoding.Older(1, migrated), LedgerCodec.decode(old));
        assertEquals(new LedgerDecoding.Decoded(migrated), LedgerCodec.decode(LedgerCodec.encode(migrated)));
        damage(new String(old, UTF_8).replace("2003", "2005").getBytes(UTF_8));
    }

    @Test
    void versionTwoIsReadAsItWas() {
        String text = VERSION_1
                .replace("\"version\" : 1", "\"version\" : 2")
                .replace("\"held_root\" : true\n", """
                        "held_root" : true,
                                "admin" : {
                                  "since" : "1970-01-01T00:00:00Z"
                                }
                        """)
                .replace("\"held_root\" : true,\n        \"locked", """
                        "held_root" : true,
                                "admin" : { },
                                "locked""");
        Ledger same = Ledger.EMPTY
                .draft()
                .put(account("alice", 2001))
                .put(account("bob", 2002)
                        .withRootHeld()
                        .withTenure(Optional.of(new Tenure(Optional.of(Instant.EPOCH)))))
                .put(account("carol", 2003)
                        .withRootHeld()
                        .withTenure(Optional.of(new Tenure(Optional.empty())))
                        .lockedFrom(new LockedFrom("/bin/sh", "", false)))
                .create(GroupName.ADMINS, 2004)
                .done();
        byte[] old = signedEarlier(text);
        assertEquals(new LedgerDecoding.Older(2, same), LedgerCodec.decode(old));
        damage(new String(old, UTF_8).replace("2003", "2005").getBytes(UTF_8));
        damage(new String(old, UTF_8).replace(" : ", ": ").getBytes(UTF_8));
    }

    @Test
    void versionThreeIsReadAsItWas() {
        Ledger ledger = Ledger.EMPTY.draft().put(account("alice", 2001)).done();
        String old = text(ledger).replace("\"version\" : 4", "\"version\" : 3");
        assertEquals(new LedgerDecoding.Older(3, ledger), LedgerCodec.decode(old.getBytes(UTF_8)));
        damage(old.replace("2001", "2002").getBytes(UTF_8));
        damage(old.replace(" : ", ": ").getBytes(UTF_8));
    }
}
