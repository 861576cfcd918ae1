package org.hubwarden.audit;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hubwarden.ledger.LockedFrom;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HomeMode;
import org.hubwarden.model.HubName;
import org.hubwarden.model.Limits;
import org.hubwarden.model.UnitName;
import org.hubwarden.model.UnixName;
import org.hubwarden.plan.AccountChange;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.DemotionStep;
import org.hubwarden.plan.GroupChange;
import org.hubwarden.plan.HomeChange;
import org.hubwarden.plan.LeavingStep;
import org.hubwarden.plan.Reason;
import org.hubwarden.plan.SudoersChange;
import org.hubwarden.plan.Symbol;
import org.hubwarden.plan.UnitChange;

/** One change of every sort. */
public final class Changes {

    public static final UnixName ALICE = new UnixName("jupyter-alice");

    private static final String SUDOERS = "/etc/sudoers.d/jupyterhub-admins";
    private static final LockedFrom BEFORE = new LockedFrom("/bin/bash", "", false);

    private static final String TEMPLATE = "/etc/systemd/system/jupyter@.service";
    private static final Limits LIMITS =
            new Limits(OptionalLong.of(3L << 20), OptionalLong.of(1500), OptionalLong.of(Limits.UNLIMITED));

    private Changes() {}

    public static AccountChange.Create create() {
        return new AccountChange.Create(
                new HubName("alice"),
                ALICE,
                1000,
                1000,
                "/home/jupyter-alice",
                "/bin/bash",
                groups(),
                new Reason("listed under users"));
    }

    public static HomeChange.Create home() {
        return new HomeChange.Create(
                ALICE,
                "/home/jupyter-alice",
                1000,
                1000,
                HomeMode.GROUP_MAY_READ,
                "/etc/skel",
                new Reason("the account needs one"));
    }

    public static HomeChange.Close close() {
        return new HomeChange.Close(
                ALICE, "/home/jupyter-alice", 1000, 0755, 0750, true, new Reason("others could get in"));
    }

    public static AccountChange.Lock lock(String account) {
        return new AccountChange.Lock(
                new UnixName(account), BEFORE, groups(), new Reason("no longer in the state file"));
    }

    public static SudoersChange.Grant grant() {
        return new SudoersChange.Grant(
                SUDOERS, "# c\n%jupyterhub-admins ALL = (ALL) NOPASSWD: ALL\n", new Reason("it is not there"));
    }

    public static SudoersChange.Deny deny(Set<Long> uids) {
        return new SudoersChange.Deny(
                SUDOERS + "-denied", "", new TreeSet<>(uids), new Reason("they held root here and are no admins"));
    }

    public static SudoersChange.Withdraw withdraw() {
        return new SudoersChange.Withdraw(SUDOERS, new Reason("hubwarden is retired"));
    }

    public static GroupChange.AddMember addMember(String member) {
        return new GroupChange.AddMember(new GroupName("cs101"), member, new Reason("listed in the user's groups"));
    }

    /** In the order in which the plan's types declare them. */
    public static List<Change> oneOfEach() {
        return List.of(
                create(),
                new AccountChange.Adopt(
                        new HubName("eve"), ALICE, 1001, 1002, "/home/jupyter-alice", new Reason("adopt: true")),
                lock("jupyter-alice"),
                new AccountChange.Unlock(ALICE, BEFORE, groups(), new Reason("back in the state file")),
                new AccountChange.Repair(
                        ALICE, 1000, 0, AccountChange.Flaw.PRIMARY_GROUP, new Reason("its primary group was set to 0")),
                new AccountChange.Purge(ALICE, 1000, 1000, new Reason("asked for")),
                new GroupChange.Create(GroupName.USERS, 1003, new Reason("every hub has it")),
                new GroupChange.Adopt(new GroupName("cs101"), 1004, new Reason("adopt: true")),
                addMember("jupyter-alice"),
                new GroupChange.RemoveMember(GroupName.ADMINS, "mallory", new Reason("not listed under admins")),
                new GroupChange.Tidy(GroupName.USERS, new Reason("/etc/gshadow does not agree with /etc/group")),
                home(),
                new HomeChange.Regroup(
                        ALICE, "/home/jupyter-alice", 1000, 1003, 1000, new Reason("its group was set to 1003")),
                close(),
                grant(),
                deny(Set.of(1003L, 1005L)),
                new SudoersChange.Lift(
                        SUDOERS + "-denied", "", new TreeSet<>(Set.of(1003L)), new Reason("they are admins again")),
                withdraw(),
                new UnitChange.Write(TEMPLATE, "", Symbol.CREATE, new Reason("it is not there")),
                new UnitChange.Remove(TEMPLATE, new Reason("nothing special is asked for there any more")),
                new UnitChange.Reload(new Reason("units in use are older than their files")),
                new UnitChange.Adjust(
                        UnitName.of(ALICE), Limits.UNSAID, LIMITS, new Reason("its limits in force are others")),
                new UnitChange.Start(UnitName.of(ALICE), ALICE, new Reason("autostart is asked for")),
                new UnitChange.Restart(UnitName.of(ALICE), ALICE, new Reason("asked for")),
                new UnitChange.Stop(UnitName.of(ALICE), ALICE, new Reason("asked for")),
                new LeavingStep.ForgetSudo(ALICE, 1000, new Reason("sudo would not ask again")),
                new LeavingStep.Mask(ALICE, UnitName.of(ALICE), new Reason("it could be started")),
                new LeavingStep.Halt(ALICE, UnitName.of(ALICE), new Reason("it runs")),
                new LeavingStep.SetAside(
                        ALICE,
                        1000,
                        new TreeSet<>(Set.of("/var/spool/cron/crontabs/jupyter-alice")),
                        new Reason("it would start something later")),
                new LeavingStep.Tell(ALICE, 1000, "It's over.", new Reason("the grace begins")),
                new LeavingStep.EndSessions(ALICE, 1000, new Reason("they are logged in")),
                new LeavingStep.EndProcesses(
                        ALICE, 1000, 59999, "/home/jupyter-alice", new Reason("something may run")),
                new LeavingStep.CloseKeys(ALICE, 1000, "/home/jupyter-alice", new Reason("they would let somebody in")),
                new LeavingStep.ListFiles(
                        ALICE, 1000, 1000, "/home/jupyter-alice", "a.files", new Reason("they may own files anywhere")),
                new LeavingStep.KeepList(
                        ALICE, "1 file: /srv/a, see a.files", new Reason("all file systems were searched")),
                new LeavingStep.PackHome(
                        ALICE, 1000, "/home/jupyter-alice", "a.tar.zst", new Reason("31 days have counted")),
                new LeavingStep.KeepArchive(ALICE, "/home/jupyter-alice", "a.tar.zst", new Reason("the home is in it")),
                new LeavingStep.RestoreHome(
                        ALICE, 1000, 1000, "/home/jupyter-alice", "a.tar.zst", new Reason("asked for")),
                new LeavingStep.GiveBack(
                        ALICE, "/home/jupyter-alice", "a.tar.zst", new Reason("the home is there again")),
                new LeavingStep.Unmask(ALICE, UnitName.of(ALICE), new Reason("back in the state file")),
                new LeavingStep.TakeBack(ALICE, 1000, "/home/jupyter-alice", new Reason("back in the state file")),
                new DemotionStep.Tell(ALICE, 1000, "save your work", new Reason("no admin any more")),
                new DemotionStep.End(
                        ALICE,
                        1000,
                        59999,
                        "/home/jupyter-alice",
                        UnitName.of(ALICE),
                        true,
                        new Reason("it began while they were an admin")),
                new DemotionStep.Serve(ALICE, UnitName.of(ALICE), new Reason("it ran before")),
                new DemotionStep.Kill(
                        ALICE, 1000, new TreeSet<>(Set.of(42L)), new Reason("they have the group of admins")),
                new DemotionStep.Search(
                        ALICE, 1001, new TreeSet<>(Set.of("jupyter-alice")), new Reason("one could have been made")),
                new DemotionStep.TakeBit(ALICE, "/var/tmp/\u00ff", 1, 42, 1001, new Reason("it gives the group")),
                new DemotionStep.Prove(ALICE, 1000, 1001, new Reason("none was seen that has it")));
    }

    private static SortedSet<GroupName> groups() {
        return new TreeSet<>(Set.of(GroupName.USERS));
    }
}
