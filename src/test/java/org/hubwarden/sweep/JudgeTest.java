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
            public Optional<String> owner(String path) {
                return Optional.of("tiny");
            }

            @Override
            public Optional<Instant> changed(String name) {
                return Optional.of(TAKEN.plusSeconds(3600)).filter(at -> name.equals("tiny"));
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
    void aNewVersionOfASetUidProgramIsAPackagesWhileItsRightsAreTheSame() {
        Optional<Entry> before = Optional.of(entry("/usr/bin/tiny", PLAIN, "mode", "4755"));
        Optional<Entry> now = Optional.of(entry("/usr/bin/tiny", PLAIN, "mode", "4755", "sha256", "bb"));
        assertEquals(Rank.EXPLAINED, rank(all(true), before, now));
        assertEquals(Rank.GIVES_ROOT, rank(all(false), before, now), "another content");
        Optional<Entry> plain = Optional.of(entry("/usr/bin/tiny", PLAIN));
        assertEquals(Rank.GIVES_ROOT, rank(all(true), plain, now), "the bit is new");
        Optional<Entry> open = Optional.of(entry("/usr/bin/tiny", PLAIN, "mode", "4777", "sha256", "bb"));
        assertEquals(Rank.GIVES_ROOT, rank(all(true), before, open), "and everybody writes it");
    }

    @Test
    void whatWentWithAPackageIsExplained() {
        Optional<Entry> tinys = Optional.of(entry("/etc/cron.d/tiny", PLAIN, "package", "tiny"));
        Optional<Entry> anothers = Optional.of(entry("/etc/cron.d/other", PLAIN, "package", "other"));
        Packages without = new Packages() {
            @Override
            public Optional<Origin> of(String path) {
                return Optional.empty();
            }

            @Override
            public Optional<String> owner(String path) {
                return Optional.empty();
            }

            @Override
            public Optional<Instant> changed(String name) {
                return all(true).changed(name);
            }

            @Override
            public Optional<Instant> last() {
                return Optional.empty();
            }
        };
        assertEquals(Rank.EXPLAINED, rank(without, tinys, Optional.empty()));
        assertEquals(Rank.MAY_GIVE_ROOT, rank(without, anothers, Optional.empty()));
        assertEquals(Rank.MAY_GIVE_ROOT, rank(all(true), tinys, Optional.empty()), "the package still has it");
        Optional<Entry> link = Optional.of(entry("/etc/cron.d/tiny", Map.of("type", "l", "owner", "0:0", "to", "/x")));
        assertEquals(Rank.GIVES_ROOT, rank(all(true), tinys, link), "another thing in its place");
        assertEquals(
                Optional.empty(),
                new Judge(TAKEN, without, Set.of())
                        .of(new Difference(tinys, Optional.of(entry("/etc/cron.d/tiny", PLAIN)))),
                "whose it is is no difference");
    }

    private static Rank link(String key, String to) {
        Packages tiny = new Packages() {
            @Override
            public Optional<Origin> of(String path) {
                return path.equals("/etc/init.d/tiny") ? all(true).of(path) : Optional.empty();
            }

            @Override
            public Optional<String> owner(String path) {
                return Optional.empty();
            }

            @Override
            public Optional<Instant> changed(String name) {
                return Optional.empty();
            }

            @Override
            public Optional<Instant> last() {
                return all(true).last();
            }
        };
        return rank(tiny, Optional.empty(), Optional.of(entry(key, Map.of("type", "l", "owner", "0:0"), "to", to)));
    }

    @Test
    void linksThatPackagesMakeAreTheirsWhereTheyMakeThem() {
        assertEquals(Rank.EXPLAINED, link("/etc/rc2.d/S01tiny", "../init.d/tiny"));
        assertEquals(Rank.EXPLAINED, link("/etc/rc2.d/S01tiny", "/etc/init.d/tiny"));
        assertEquals(Rank.GIVES_ROOT, link("/etc/rc2.d/S01tiny", "../init.d/tinier"));
        assertEquals(Rank.GIVES_ROOT, link("/etc/cron.daily/tiny", "../init.d/tiny"), "no package does that");
        assertEquals(Rank.GIVES_ROOT, link("/usr/local/sbin/ls", "/etc/init.d/tiny"), "nor that");
        assertEquals(Rank.EXPLAINED, link("/etc/systemd/system/jupyter@bob.service", "/dev/null"));
        assertEquals(Rank.GIVES_ROOT, link("/etc/systemd/system/auditd.service", "/dev/null"));
    }

    @Test
    void whatIsMadeAnewAfterPackagesIsExplainedWhereItIsPlain() {
        assertEquals(Rank.EXPLAINED, fresh(all(false), "/etc/ld.so.cache", "mode", "644"));
        assertEquals(Rank.EXPLAINED, fresh(all(false), "/etc/shells", "mode", "644"));
        assertEquals(Rank.GIVES_ROOT, fresh(all(false), "/etc/shells", "mode", "666"));
        assertEquals(Rank.GIVES_ROOT, fresh(Packages.NONE, "/etc/ld.so.cache", "mode", "644"));
    }

    @Test
    void whatServicesBringIsExplainedAndWhatSessionsBringIsTold() {
        assertEquals(Rank.EXPLAINED, state("!process//usr/sbin/tiny%20in%20tiny.service"));
        assertEquals(Rank.DIFFERS, state("!process//usr/bin/bash%20in%20a%20session"));
        assertEquals(Rank.EXPLAINED, state("!process//usr/sbin/sshd%20in%20a%20session"));
        assertEquals(Rank.DIFFERS, state("!process//usr/sbin/tiny%20in%20run-u7.service"));
        assertEquals(Rank.EXPLAINED, state("!listen/tcp%20port%2080", "by", "/usr/sbin/tiny%20in%20tiny.service"));
        assertEquals(Rank.DIFFERS, state("!listen/tcp%20port%2080", "by", "/usr/bin/python3%20in%20a%20session"));
        assertEquals(Rank.DIFFERS, state("!listen/tcp%20port%2080", "by", "/usr/sbin/sshd%20in%20a%20session"));
        assertEquals(Rank.EXPLAINED, state("!bpf/program%20sd_fw_egress%20with%20tag%2000"));
        assertEquals(Rank.MAY_GIVE_ROOT, state("!bpf/program%20x%20with%20tag%2000"));
        assertEquals(Rank.MAY_GIVE_ROOT, state("!journal/x:%20entries%201%20to%202"));
    }

    private static Rank state(String key, String... facts) {
        return rank(all(true), Optional.empty(), Optional.of(entry(key, Map.of("value", "x"), facts)));
    }

    @Test
    void anAccountThatNobodyGetsInByIsAPackages() {
        Map<String, String> locked =
                Map.of("uid", "105", "gid", "110", "password", "locked", "shell", "/usr/sbin/nologin", "ours", "no");
        Optional<Entry> fresh = Optional.of(entry("!account/x", locked));
        assertEquals(Rank.EXPLAINED, rank(all(true), Optional.empty(), fresh));
        assertEquals(
                Rank.MAY_GIVE_ROOT,
                rank(all(true), Optional.empty(), Optional.of(entry("!account/x", locked, "shell", "/bin/sh"))));
        assertEquals(
                Rank.GIVES_ROOT,
                rank(all(true), Optional.empty(), Optional.of(entry("!account/x", locked, "password", "ab"))));
        assertEquals(
                Rank.GIVES_ROOT,
                rank(all(true), Optional.empty(), Optional.of(entry("!account/x", locked, "uid", "0"))));
        assertEquals(Rank.DIFFERS, rank(all(true), fresh, Optional.of(entry("!account/x", locked, "gid", "0"))));
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
