package org.hubwarden.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.MembershipRecord;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.Finding;
import org.hubwarden.plan.GroupChange;
import org.hubwarden.plan.HomeChange;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.SudoersChange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds after every pass, whatever was asked for and whatever others did to the machine before. */
class LawsTest {
    private static final int STATES = 4;

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void onePassConverges(long seed) {
        Story.tell(seed, STATES, pass -> {
            Plan again = pass.after().plan(pass.desired());
            assertEquals(List.of(), again.changes(), "a second pass has nothing left to do");
            assertEquals(pass.after().ledger, again.before(), "and nothing to remember");
            assertEquals(again.before(), again.after());
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void strangersAreNeverNamed(long seed) {
        Story.tell(seed, STATES, pass -> {
            for (Change change : pass.plan().changes()) {
                if (!(change instanceof SudoersChange) && !(change instanceof HomeChange)) {
                    assertTrue(isOurs(pass, change.subject()), () -> "not ours: " + change);
                }
                if (change instanceof GroupChange.AddMember add) {
                    assertTrue(isOurs(pass, add.member()), () -> "not ours: " + change);
                }
                if (change instanceof GroupChange.RemoveMember remove) {
                    boolean guarded = remove.group().equals(GroupName.ADMINS) || isAccount(pass, remove.subject());
                    assertTrue(guarded || isOurs(pass, remove.member()), () -> "a stranger: " + change);
                    assertFalse(remove.member().equals("root"), () -> "root: " + change);
                }
            }
        });
    }

    private static boolean isAccount(Story.Pass pass, String name) {
        return UnixName.isWellFormed(name)
                && pass.plan().before().account(new UnixName(name)).isPresent();
    }

    private static boolean isOurs(Story.Pass pass, String name) {
        boolean isGroup = GroupName.isWellFormed(name)
                && pass.plan().before().gid(new GroupName(name)).isPresent();
        return isGroup || isAccount(pass, name);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void foreignLinesStayByteForByte(long seed) {
        Story.tell(
                seed,
                STATES,
                pass -> List.of("passwd", "group", "shadow", "gshadow")
                        .forEach(file -> assertEquals(
                                foreign(pass, pass.before(), file), foreign(pass, pass.after(), file), file)));
    }

    /** All lines in order, but for those whose first field is ours. */
    private static List<String> foreign(Story.Pass pass, Machine machine, String file) {
        String text = Edit.read(machine, file);
        String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return Stream.of(whole.split("\n", -1))
                .filter(line -> !isOurs(pass, line.stripLeading().split(":", -1)[0]))
                .collect(Collectors.toList());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void primaryGroupsArePrivate(long seed) {
        Story.tell(seed, STATES, pass -> {
            Oracle oracle = new Oracle(pass.after());
            Set<String> disputed = disputed(pass);
            for (LedgerAccount account : pass.after().ledger.accounts().values()) {
                String name = account.unix().value();
                if (disputed.contains(account.hub().value()) || !oracle.accounts.containsKey(name)) {
                    continue;
                }
                assertEquals(account.gid(), oracle.accounts.get(name).gid(), name);
                assertEquals(account.uid(), oracle.accounts.get(name).uid(), name);
                Set<String> others = oracle.accountsWithGid(account.gid());
                others.remove(name);
                others.forEach(other -> assertTrue(
                        mentions(pass.plan(), other), () -> other + " shares the group of " + name + " unsaid"));
            }
        });
    }

    private static boolean mentions(Plan plan, String name) {
        return plan.findings().stream().anyMatch(f -> (f.subject() + " " + f.sentence()).contains(name));
    }

    private static Set<String> disputed(Story.Pass pass) {
        return pass.plan().findings().stream()
                .filter(f -> f.kind() == Finding.Kind.CONFLICT)
                .map(Finding::subject)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void exactlyTheListedAreAdmins(long seed) {
        Story.tell(seed, STATES, pass -> {
            Set<String> disputed = disputed(pass);
            boolean groupDisputed = disputed.contains(Oracle.ADMINS);
            Oracle oracle = new Oracle(pass.after());
            Set<String> effective = oracle.effectiveAdmins();
            for (Oracle.Account account : oracle.accounts.values()) {
                if (account.uid() == 0 || sharesUid(oracle, account)) {
                    continue;
                }
                boolean is = effective.contains(account.name());
                if (wanted(pass, account.name())) {
                    boolean must = !groupDisputed && !disputed.contains(hub(pass, account.name()));
                    assertTrue(is || !must, () -> account.name() + " should be an admin");
                } else {
                    assertFalse(
                            is && !byEverybody(pass, account.name()), () -> account.name() + " is an admin unlisted");
                }
            }
        });
    }

    private static boolean sharesUid(Oracle oracle, Oracle.Account account) {
        return oracle.allAccounts.stream().filter(a -> a.uid() == account.uid()).count() > 1;
    }

    private static boolean wanted(Story.Pass pass, String account) {
        return isAccount(pass, account)
                && pass.desired().users().values().stream()
                        .anyMatch(u -> u.admin() && u.name().value().equals(hub(pass, account)));
    }

    private static String hub(Story.Pass pass, String account) {
        return pass.plan()
                .before()
                .account(new UnixName(account))
                .orElseThrow()
                .hub()
                .value();
    }

    /** Who is let in without being named, and is no account of ours, can only be reported. */
    private static boolean byEverybody(Story.Pass pass, String account) {
        return !isAccount(pass, account)
                && pass.after().memberships.stream().anyMatch(r -> r.member().equals(MembershipRecord.EVERYBODY));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void leaversAreShutOut(long seed) {
        Story.tell(seed, STATES, pass -> {
            Oracle oracle = new Oracle(pass.after());
            Set<String> disputed = disputed(pass);
            for (LedgerAccount account : pass.after().ledger.accounts().values()) {
                String name = account.unix().value();
                if (pass.desired().users().containsKey(account.hub())) {
                    continue;
                }
                Set<String> groups = oracle.groupsOf(name);
                groups.retainAll(Set.of("jupyterhub-users", "cs101", "lab"));
                groups.removeAll(disputed);
                groups.removeIf(g -> pass.after().ledger.gid(new GroupName(g)).isEmpty());
                assertEquals(Set.of(), groups, name + " is out of the groups");
                if (!disputed.contains(account.hub().value())) {
                    assertEquals(Set.of(), oracle.open(name), name + " is locked");
                }
            }
        });
    }
}
