package org.hubwarden.cli;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hubwarden.audit.Changes;
import org.hubwarden.desired.Defaults;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.desired.Servers;
import org.hubwarden.desired.Until;
import org.hubwarden.ledger.Demotion;
import org.hubwarden.ledger.Leaving;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.ledger.LockedFrom;
import org.hubwarden.ledger.Stage;
import org.hubwarden.ledger.Stakes;
import org.hubwarden.ledger.Tenure;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HubName;
import org.hubwarden.model.IdRange;
import org.hubwarden.model.Limits;
import org.hubwarden.model.Naming;
import org.hubwarden.model.UnitName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.ClockSight;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.HomesSight;
import org.hubwarden.observed.LeaversSight;
import org.hubwarden.observed.MembershipsSight;
import org.hubwarden.observed.NssAnswer;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.observed.RightsSight;
import org.hubwarden.observed.RunningUnit;
import org.hubwarden.observed.ServerProcess;
import org.hubwarden.observed.ServersSight;
import org.hubwarden.observed.SudoersSight;
import org.hubwarden.observed.UnitsSight;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.Circumstances;
import org.hubwarden.plan.EndsByDate;
import org.hubwarden.plan.Finding;
import org.hubwarden.plan.Hold;
import org.hubwarden.plan.Plan;
import org.hubwarden.reconcile.Assessment;
import org.hubwarden.reconcile.StateInForce;
import org.hubwarden.rights.RootAccess;
import org.hubwarden.rights.RootAccount;
import org.hubwarden.rights.Way;
import org.hubwarden.sweep.Rank;
import org.hubwarden.sweep.Remark;
import org.hubwarden.sweep.Verdict;

/**
 * A small hub as values: alice is new, bob is an admin and in use, carol left and is locked, dave left just now, eve is in
 * conflict with an account that was there before.
 */
final class Pretend {

    static final String FILE = "/etc/hubwarden/state.yaml";
    static final Finding CONFLICT =
            new Finding(Finding.Kind.CONFLICT, "eve", "the account jupyter-eve exists and hubwarden did not make it");
    static final Ledger LEDGER = Ledger.EMPTY
            .draft()
            .put(account("bob", 1002, Optional.empty()).withRootHeld())
            .put(account("carol", 1003, Optional.of(new LockedFrom("/bin/bash", "", false))))
            .put(account("dave", 1004, Optional.empty()).withRootHeld().withDemotion(Optional.of(demotion())))
            .done();
    static final Ledger AFTER =
            LEDGER.draft().put(account("alice", 1000, Optional.empty())).done();

    private Pretend() {}

    static LedgerAccount account(String hub, long id, Optional<LockedFrom> locked) {
        UnixName unix = new UnixName("jupyter-" + hub);
        return new LedgerAccount(
                new HubName(hub), unix, id, id, "/home/" + unix, true, false, false, Optional.empty(), locked);
    }

    /** Where carol left, and is at the step that waits for days; or is gone. */
    static Assessment lookWithLeaver(boolean isGone) {
        Instant then = Instant.parse("2026-11-20T10:00:00Z");
        Leaving leaving = Leaving.BEGINNING.passedOn(LocalDate.parse("2026-11-20"));
        for (Stage stage : List.of(Stage.RIGHTS, Stage.LOCK, Stage.SESSIONS, Stage.PROCESSES, Stage.KEYS)) {
            leaving = leaving.done(stage, then);
        }
        leaving = leaving.listing(Optional.of("1 file: /srv/carols, see /var/lib/hubwarden/left/jupyter-carol.files"));
        Optional<Leaving> carols = Optional.of(isGone ? leaving.gone() : leaving);
        Ledger ledger = LEDGER.draft()
                .change(new UnixName("jupyter-carol"), account -> account.withLeaving(carols))
                .done();
        return new Assessment(
                goodFile(),
                ledger,
                Optional.empty(),
                Optional.of(observed()),
                Optional.of(new Plan(List.of(), List.of(CONFLICT), Optional.empty(), ledger, ledger)),
                List.of());
    }

    private static Demotion demotion() {
        Instant since = Instant.parse("2026-11-01T08:00:00Z");
        return Demotion.beginning(since)
                .afterTelling()
                .ended(since.plusSeconds(300))
                .proven(since.plusSeconds(310));
    }

    static StateInForce goodFile() {
        return new StateInForce(Optional.of(state()), Optional.of("ab12".repeat(16)), true, List.of(), List.of());
    }

    static StateInForce refusedFile() {
        List<String> trouble = List.of(
                FILE + ":3:5: \"Bob\" has a capital letter; write it in lower case",
                FILE + ":9:1: unknown key \"admin\"; did you mean admins?");
        return new StateInForce(Optional.of(state()), Optional.of("ab12".repeat(16)), false, trouble, List.of());
    }

    static StateInForce noState() {
        return new StateInForce(
                Optional.empty(), Optional.empty(), false, List.of(FILE + ": there is no such file"), List.of());
    }

    static DesiredState state() {
        SortedMap<HubName, DesiredUser> users = new TreeMap<>();
        put(users, "alice", false, "cs101");
        put(users, "bob", true);
        put(users, "eve", false);
        return new DesiredState(users, new TreeMap<>(), Defaults.STANDARD, Optional.empty(), Naming.DOCUMENTED);
    }

    private static void put(SortedMap<HubName, DesiredUser> users, String name, boolean admin, String... groups) {
        TreeSet<GroupName> of = new TreeSet<>();
        List.of(groups).forEach(group -> of.add(new GroupName(group)));
        users.put(new HubName(name), new DesiredUser(new HubName(name), admin, false, of));
    }

    static Plan plan() {
        List<Change> changes = List.of(
                Changes.deny(Set.of(1004L)),
                Changes.create(),
                Changes.lock("jupyter-dave"),
                Changes.home(),
                Changes.grant());
        return new Plan(changes, List.of(CONFLICT), Optional.empty(), AFTER, AFTER);
    }

    static RootAccess rootAccess() {
        Way root = new Way(Way.Kind.UID_0, "is root", List.of("/etc/passwd:1"), OptionalInt.empty());
        List<String> places = List.of("/etc/sudoers.d/jupyterhub-admins:2", "/etc/group:44");
        Way admin = new Way(Way.Kind.SUDO, "sudo, by the rule for %jupyterhub-admins: ALL", places, OptionalInt.of(5));
        Way docker = new Way(Way.Kind.GROUP, "in the group docker", List.of("/etc/group:50"), OptionalInt.empty());
        Way file = new Way(Way.Kind.FILE, "can write /usr/local/bin", List.of("/usr/local/bin"), OptionalInt.empty());
        return new RootAccess(
                List.of(
                        new RootAccount("root", Optional.of(0L), Optional.empty(), List.of(root)),
                        new RootAccount(RootAccount.EVERYBODY, Optional.empty(), Optional.empty(), List.of(file)),
                        new RootAccount(
                                "jupyter-bob", Optional.of(1002L), Optional.of(new HubName("bob")), List.of(admin)),
                        new RootAccount(
                                "jupyter-dave", Optional.of(1004L), Optional.of(new HubName("dave")), List.of(docker)),
                        new RootAccount("%wheel", Optional.empty(), Optional.empty(), List.of(admin))),
                List.of("cvtsudoers is not installed"));
    }

    static Verdict verdict() {
        Verdict.Tally tally = new Verdict.Tally();
        tally.add(new Remark(
                Rank.GIVES_ROOT,
                "/var/tmp/%2Esh",
                "a set-uid program of root",
                "new: mode 4755, owner 0:0",
                "ls -la --full-time /var/tmp/.sh",
                Optional.empty()));
        tally.add(new Remark(
                Rank.EXPLAINED,
                "/usr/bin/tiny",
                "a program of the machine",
                "new: mode 755, owner 0:0",
                "dpkg -S /usr/bin/tiny",
                Optional.of("belongs to the package tiny")));
        return tally.verdict(Optional.of(Instant.parse("2026-11-21T10:00:00Z")), List.of("a tree does not run"));
    }

    static Plan retirement() {
        return new Plan(List.of(Changes.withdraw()), List.of(), Optional.empty(), LEDGER, LEDGER);
    }

    static Hold hold() {
        Stakes stakes = new Stakes("ab12".repeat(16), new TreeSet<>(Set.of("remove dave", "demote dave")));
        return new Hold(
                stakes, List.of("leave nobody an admin"), List.of(Changes.create(), Changes.lock("jupyter-dave")));
    }

    /** The denial is not held. */
    static Plan heldPlan() {
        return new Plan(List.of(Changes.deny(Set.of(1004L))), List.of(), Optional.of(hold()), AFTER, AFTER);
    }

    /** The same after a pass. */
    static Plan stillHeld() {
        return new Plan(List.of(), List.of(), Optional.of(hold()), LEDGER, LEDGER);
    }

    static Plan nothing(Finding... findings) {
        return new Plan(List.of(), List.of(findings), Optional.empty(), LEDGER, LEDGER);
    }

    static Assessment look(Plan plan) {
        return look(goodFile(), plan);
    }

    static Assessment look(StateInForce state, Plan plan) {
        return new Assessment(state, LEDGER, Optional.empty(), Optional.of(observed()), Optional.of(plan), List.of());
    }

    static Assessment lookWithoutState() {
        return new Assessment(noState(), LEDGER, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }

    static Assessment lookWithObstacle() {
        return new Assessment(
                goodFile(),
                LEDGER,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("the ledger has a bad checksum"));
    }

    /** The same machine where servers are hubwarden's: bob's runs, as the kernel shows it. */
    static Assessment lookWithServers() {
        DesiredState state = state();
        Servers servers = new Servers(
                Servers.Spawner.HUBWARDEN,
                Servers.NONE.command(),
                List.of(),
                Limits.UNSAID,
                Limits.UNSAID,
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                true);
        StateInForce inForce = new StateInForce(
                Optional.of(new DesiredState(
                        state.users(),
                        state.groups(),
                        state.defaults(),
                        state.ids(),
                        state.naming(),
                        servers,
                        state.brakes(),
                        state.clock(),
                        state.hub(),
                        state.offboarding())),
                Optional.of("ab12".repeat(16)),
                true,
                List.of(),
                List.of());
        return new Assessment(
                inForce,
                LEDGER,
                Optional.empty(),
                Optional.of(observed().with(SERVERS)),
                Optional.of(nothing()),
                List.of());
    }

    /** The same hub where alice's account and bob's root have an end, and zoe's time was over before she had an account. */
    static Assessment lookWithEnds() {
        return lookWithEnds(ClockSight.good(Instant.parse("2026-11-21T10:00:00Z"), ZoneOffset.UTC));
    }

    /** The same by another clock. */
    static Assessment lookWithEnds(ClockSight clock) {
        SortedMap<HubName, DesiredUser> users = new TreeMap<>(state().users());
        ending(users, "alice", false, "2027-01-31", Optional.empty());
        ending(users, "bob", true, "2027-06-30", Optional.of("2027-01-31"));
        ending(users, "zoe", false, "2026-10-31", Optional.empty());
        DesiredState state =
                new DesiredState(users, new TreeMap<>(), Defaults.STANDARD, Optional.empty(), Naming.DOCUMENTED);
        Tenure tenure = new Tenure(Optional.of(Instant.parse("2026-09-01T08:00:00Z")));
        Ledger ledger = LEDGER.draft()
                .change(new UnixName("jupyter-bob"), account -> account.withTenure(Optional.of(tenure)))
                .done();
        StateInForce inForce =
                new StateInForce(Optional.of(state), Optional.of("ab12".repeat(16)), true, List.of(), List.of());
        Circumstances circumstances = Circumstances.NONE.with(EndsByDate.of(state, ledger, clock));
        return new Assessment(
                inForce,
                ledger,
                Optional.of(circumstances),
                Optional.of(observed()),
                Optional.of(new Plan(List.of(), List.of(CONFLICT), Optional.empty(), ledger, ledger)),
                List.of());
    }

    private static void ending(
            SortedMap<HubName, DesiredUser> users,
            String name,
            boolean admin,
            String until,
            Optional<String> adminUntil) {
        HubName hub = new HubName(name);
        users.put(
                hub,
                new DesiredUser(
                        hub, admin, false, new TreeSet<>(), Until.read(until), adminUntil.flatMap(Until::read)));
    }

    private static final ServersSight SERVERS = new ServersSight(
            Collections.emptySortedMap(),
            new UnitsSight(
                    Optional.of(List.of(new RunningUnit(
                            new UnitName("jupyter@bob.service"),
                            true,
                            "jupyter-bob",
                            true,
                            new Limits(OptionalLong.of(3L << 29), OptionalLong.of(1500), OptionalLong.of(512)),
                            false,
                            List.of(),
                            Optional.of(new ServerProcess(1002, Set.of(900L, 901L), false, Optional.of(true)))))),
                    Optional.empty(),
                    true,
                    Optional.empty(),
                    Optional.empty()));

    static ObservedState observed() {
        return observed(true);
    }

    static ObservedState observed(boolean ownershipCounts) {
        return new ObservedState(
                databases(),
                new IdRange(1000, 60000),
                List.of(),
                new HomesSight(
                        Map.of(
                                "/home/jupyter-bob", new HomeSight.Directory(1002, 1002, 0755, true),
                                "/home/jupyter-dave", new HomeSight.Directory(0, 0, 0750, false)),
                        Map.of(),
                        Optional.empty()),
                new SudoersSight(new DropInSight.Absent(), new DropInSight.Absent(), List.of(), List.of()),
                MembershipsSight.of(List.of()),
                new NssAnswer.FilesOnly(),
                ServersSight.NONE,
                LeaversSight.NONE,
                RightsSight.NONE,
                ownershipCounts);
    }

    private static AccountDatabases databases() {
        return AccountDatabases.parse(
                file(
                        "root:x:0:0:root:/root:/bin/bash",
                        "jupyter-bob:x:1002:1002::/home/jupyter-bob:/bin/zsh",
                        "jupyter-dave:x:1004:1004::/home/jupyter-dave:/bin/bash"),
                file("jupyterhub-admins:x:900:jupyter-bob", "jupyterhub-users:x:901:jupyter-bob"),
                file("root:*:1::::::", "jupyter-bob:$6$salt$secrethash:1::::::", "jupyter-dave:!:1::::::"),
                Optional.empty());
    }

    private static byte[] file(String... lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
