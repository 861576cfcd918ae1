package org.hubwarden.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LockedFrom;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HomeMode;
import org.hubwarden.model.HubName;
import org.hubwarden.model.Limits;
import org.hubwarden.model.UnitName;
import org.hubwarden.model.UnixName;

/**
 * One example of every change there is, for tests of whatever tells changes apart. The account {@code jupyter-a} with uid
 * and gid 2001 and the group {@code jupyterhub-users} with gid 3000 are meant.
 */
public final class ChangeSamples {
    private static final UnixName A = new UnixName("jupyter-a");
    private static final HubName HUB = new HubName("a");
    private static final String HOME = "/home/jupyter-a";
    private static final GroupName USERS = GroupName.USERS;
    private static final LockedFrom OPEN = new LockedFrom("/bin/bash", "", true);
    private static final Limits LIMITS =
            new Limits(OptionalLong.of(1L << 30), OptionalLong.of(1500), OptionalLong.of(Limits.UNLIMITED));
    private static final Reason WHY = new Reason("a sample");

    private ChangeSamples() {}

    /** One of each sort; {@code PlanDispatchTest} guards that none is missing. */
    public static List<Change> all() {
        TreeSet<GroupName> groups = new TreeSet<>(Set.of(USERS));
        TreeSet<Long> uids = new TreeSet<>(Set.of(2001L));
        return List.of(
                new AccountChange.Create(
                        new HubName("new"), new UnixName("jupyter-new"), 9, 9, HOME, "/bin/sh", groups, WHY),
                new AccountChange.Adopt(HUB, A, 2001, 2001, HOME, WHY),
                new AccountChange.Lock(A, OPEN, groups, WHY),
                new AccountChange.Unlock(A, new LockedFrom("/bin/zsh", "", true), groups, WHY),
                new AccountChange.Repair(A, 2001, 2001, AccountChange.Flaw.EMPTY_PASSWORD, WHY),
                new AccountChange.Purge(A, 2001, 2001, WHY),
                new GroupChange.Create(new GroupName("new"), 3001, WHY),
                new GroupChange.Adopt(USERS, 3000, WHY),
                new GroupChange.AddMember(USERS, "jupyter-b", WHY),
                new GroupChange.RemoveMember(USERS, "jupyter-a", WHY),
                new GroupChange.Tidy(USERS, WHY),
                new HomeChange.Create(A, HOME, 2001, 2001, HomeMode.GROUP_MAY_READ, "/etc/skel", WHY),
                new HomeChange.Regroup(A, HOME, 2001, 3000, 2001, WHY),
                new HomeChange.Close(A, HOME, 2001, 0755, 0750, false, WHY),
                new SudoersChange.Grant("/etc/sudoers.d/x", "#\n", WHY),
                new SudoersChange.Deny("/etc/sudoers.d/x", "#\n", uids, WHY),
                new SudoersChange.Lift("/etc/sudoers.d/x", "#\n", uids, WHY),
                new SudoersChange.Withdraw("/etc/sudoers.d/x", WHY),
                new UnitChange.Write("/etc/systemd/system/jupyter@.service", "#\n", Symbol.CREATE, WHY),
                new UnitChange.Remove("/etc/systemd/system/jupyter@a.service.d/50-hubwarden.conf", WHY),
                new UnitChange.Reload(WHY),
                new UnitChange.Adjust(UnitName.of(A), Limits.UNSAID, LIMITS, WHY),
                new UnitChange.Stop(UnitName.of(A), A, WHY),
                new UnitChange.Restart(UnitName.of(A), A, WHY),
                new UnitChange.Start(UnitName.of(A), A, WHY),
                new LeavingStep.ForgetSudo(A, 2001, WHY),
                new LeavingStep.Mask(A, UnitName.of(A), WHY),
                new LeavingStep.Halt(A, UnitName.of(A), WHY),
                new LeavingStep.SetAside(A, 2001, new TreeSet<>(Set.of("/var/spool/cron/crontabs/jupyter-a")), WHY),
                new LeavingStep.Tell(A, 2001, "bye", WHY),
                new LeavingStep.EndSessions(A, 2001, WHY),
                new LeavingStep.EndProcesses(A, 2001, 59999, HOME, WHY),
                new LeavingStep.CloseKeys(A, 2001, HOME, WHY),
                new LeavingStep.ListFiles(A, 2001, 2001, HOME, "jupyter-a.files", WHY),
                new LeavingStep.KeepList(A, "2 files: /srv/a, /srv/b, see jupyter-a.files", WHY),
                new LeavingStep.PackHome(A, 2001, HOME, "jupyter-a.tar.zst", WHY),
                new LeavingStep.KeepArchive(A, HOME, "jupyter-a.tar.zst", WHY),
                new LeavingStep.RestoreHome(A, 2001, 2001, HOME, "jupyter-a.tar.zst", WHY),
                new LeavingStep.GiveBack(A, HOME, "jupyter-a.tar.zst", WHY),
                new LeavingStep.Unmask(A, UnitName.of(A), WHY),
                new LeavingStep.TakeBack(A, 2001, HOME, WHY),
                new DemotionStep.Tell(A, 2001, "save your work", WHY),
                new DemotionStep.End(A, 2001, 59999, HOME, UnitName.of(A), true, WHY),
                new DemotionStep.Serve(A, UnitName.of(A), WHY),
                new DemotionStep.Kill(A, 2001, new TreeSet<>(Set.of(42L)), WHY),
                new DemotionStep.Search(A, 3001, new TreeSet<>(Set.of("jupyter-a")), WHY),
                new DemotionStep.TakeBit(A, "/var/tmp/p", 1, 42, 3001, WHY),
                new DemotionStep.Prove(A, 2001, 3001, WHY));
    }

    /** A plan of just this. */
    public static Plan planOf(Change change) {
        return new Plan(List.of(change), List.of(), Optional.empty(), Ledger.EMPTY, Ledger.EMPTY);
    }

    /** Every class of change that the sealed hierarchy permits. */
    public static Stream<Class<?>> permitted() {
        List<Class<?>> leaves = new ArrayList<>();
        collect(Change.class, leaves);
        return leaves.stream();
    }

    private static void collect(Class<?> type, List<Class<?>> leaves) {
        if (!type.isSealed()) {
            leaves.add(type);
            return;
        }
        for (Class<?> next : type.getPermittedSubclasses()) {
            collect(next, leaves);
        }
    }
}
