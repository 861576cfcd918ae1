package org.hubwarden.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What gives root is never explained away, and what packages did is. */
class JudgeTest {

    private static final Instant TAKEN = Instant.parse("2026-11-26T01:00:00Z");
    private static final Map<String, String> PLAIN = Map.of("type", "f", "mode", "755", "owner", "0:0", "sha256", "aa");

    /** A database that has every file, installed an hour after the baseline. */
    private static Packages all(boolean matches) {
        return new Packages() {
            @Override
            public Optional<Origin> of(String path) {
                return Optional.of(new Origin("tiny", Optional.of(TAKEN.plusSeconds(3600)), matches));
            }

            @Override
            public Optional<Instant> last() {
                return Optional.of(TAKEN.plusSeconds(3600));
            }
        };
    }

    private static Entry entry(String key, Map<String, String> facts, String... more) {
        TreeMap<String, String> all = new TreeMap<>(facts);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return new Entry(key, all);
    }

    private static Rank fresh(Packages packages, String key, String... more) {
        return rank(packages, Optional.empty(), Optional.of(entry(key, PLAIN, more)));
    }

    private static Rank rank(Packages packages, Optional<Entry> before, Optional<Entry> now) {
        return new Judge(TAKEN, packages, Set.of("/etc/sudoers.d/jupyterhub-admins"))
                .of(new Difference(before, now))
                .map(Remark::rank)
                .orElseThrow();
    }

    @Test
    void aFileOfAPackageThatWasInstalledSinceIsExplained() {
        assertEquals(Rank.EXPLAINED, fresh(all(true), "/usr/bin/tiny"));
        assertEquals(Rank.GIVES_ROOT, fresh(all(false), "/usr/bin/tiny"), "another content");
        assertEquals(Rank.GIVES_ROOT, fresh(Packages.NONE, "/usr/bin/tiny"));
    }

    @Test
    void whatAPackageNeverExplains() {
        assertEquals(Rank.GIVES_ROOT, fresh(all(true), "/usr/bin/tiny", "mode", "4755"));
        assertEquals(Rank.GIVES_ROOT, fresh(all(true), "/usr/bin/tiny", "caps", "01"));
        assertEquals(Rank.GIVES_ROOT, fresh(all(true), "/usr/bin/tiny", "owner", "1000:0"));
        assertEquals(Rank.GIVES_ROOT, fresh(all(true), "/usr/bin/tiny", "mode", "777"));
        assertEquals(Rank.GIVES_ROOT, fresh(all(true), "/usr/bin/tiny", "acl", "02"));
    }

    @Test
    void hubwardensOwnFilesAreItsOwnOnlyWhileNobodyElseCanWriteThem() {
        String rule = "/etc/sudoers.d/jupyterhub-admins";
        assertEquals(Rank.EXPLAINED, fresh(Packages.NONE, rule, "mode", "440"));
        assertEquals(Rank.GIVES_ROOT, fresh(Packages.NONE, rule, "mode", "666"));
        assertEquals(Rank.GIVES_ROOT, fresh(Packages.NONE, rule + "x", "mode", "440"));
    }

    @Test
    void aRightThatTheStateFileNoLongerGivesIsTold() {
        Map<String, String> docker = Map.of("kind", "group");
        Entry given = entry("!way/x/docker", docker, "given", "yes");
        Entry left = entry("!way/x/docker", docker, "given", "no");
        assertEquals(Rank.GIVES_ROOT, rank(Packages.NONE, Optional.of(given), Optional.of(left)));
        assertEquals(Rank.EXPLAINED, rank(Packages.NONE, Optional.empty(), Optional.of(given)));
        assertEquals(
                Optional.empty(),
                new Judge(TAKEN, Packages.NONE, Set.of()).of(new Difference(Optional.of(given), Optional.empty())));
    }

    @Test
    void accountsAreJudgedByWhatOpensThem() {
        Map<String, String> locked =
                Map.of("uid", "999", "password", "locked", "shell", "/usr/sbin/nologin", "ours", "no");
        Optional<Entry> before = Optional.of(entry("!account/x", locked));
        assertEquals(Rank.DIFFERS, rank(Packages.NONE, Optional.empty(), before));
        assertEquals(
                Rank.GIVES_ROOT, rank(Packages.NONE, before, Optional.of(entry("!account/x", locked, "uid", "0"))));
        assertEquals(
                Rank.GIVES_ROOT,
                rank(Packages.NONE, before, Optional.of(entry("!account/x", locked, "password", "abcd"))));
        assertEquals(
                Rank.MAY_GIVE_ROOT,
                rank(Packages.NONE, before, Optional.of(entry("!account/x", locked, "shell", "/bin/sh"))));
    }

    @Test
    void theVerdictNeverSaysMoreThanIsKnown() {
        assertEquals(
                "no difference found since 2026-11-26T01:00:00Z",
                new Verdict.Tally().verdict(Optional.of(TAKEN), List.of()).sentence());
    }
}
