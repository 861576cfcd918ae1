package org.hubwarden.reconcile;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hubwarden.desired.Defaults;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.StateLines;
import org.hubwarden.host.Doors;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.RightsLook;
import org.hubwarden.host.StateFileReading;
import org.hubwarden.model.Naming;
import org.hubwarden.observed.AccountDatabases;
import org.hubwarden.observed.AllSudoRules;
import org.hubwarden.observed.MembershipRecord;
import org.hubwarden.observed.MembershipsSight;
import org.hubwarden.observed.ProcessesSight;
import org.hubwarden.observed.RunningProcess;
import org.hubwarden.rights.Grounds;
import org.hubwarden.rights.PowerfulGroups;
import org.hubwarden.rights.RootAccess;

/** Asks who can become root. Changes nothing, and takes no lock. */
public final class RootInquiry {

    private final Doors doors;
    private final RightsLook rightsLook;

    /** {@code rightsLook}: of the same machine. */
    public RootInquiry(Doors doors, RightsLook rightsLook) {
        this.doors = doors;
        this.rightsLook = rightsLook;
    }

    /** The answer, beside the state that an assessment found in force. */
    public RootAccess answer(Assessment look) throws HostFailure {
        AccountDatabases accounts = look.observed().isPresent()
                ? look.observed().get().accounts()
                : doors.accountFiles().read();
        AllSudoRules sudo = rightsLook.sudo();
        RightsLook.Writable writable = rightsLook.writable();
        Set<String> groups = PowerfulGroups.of(accounts, sudo, writable.found());
        ProcessesSight processes = doors.processes().look(process -> hasAny(process, groups));
        RootAccess access = RootAccess.of(new Grounds(
                now(look),
                lines(look),
                look.ledger(),
                accounts,
                memberships(groups),
                sudo,
                writable.found(),
                processes.found()));
        return new RootAccess(access.accounts(), incomplete(access, writable, processes));
    }

    private static boolean hasAny(RunningProcess process, Set<String> groups) {
        return process.gids().stream().anyMatch(gid -> groups.contains(Long.toString(gid)));
    }

    private List<String> incomplete(RootAccess access, RightsLook.Writable writable, ProcessesSight processes) {
        List<String> all = new ArrayList<>(access.incomplete());
        writable.silence().ifPresent(all::add);
        processes
                .unproven()
                .filter(why -> doors.running())
                .ifPresent(why -> all.add("not all processes were seen: " + why));
        if (!doors.running()) {
            all.add("a tree does not run: what its name services and processes would tell is not known");
        }
        return all;
    }

    /**
     * A source that tells of several groups at once tells a member only once; where one beyond the files has answered, each group is
     * asked about by itself.
     */
    private MembershipsSight memberships(Set<String> groups) {
        MembershipsSight all = doors.names().membersOf(groups);
        if (all.records().isEmpty()) {
            return all;
        }
        List<MembershipRecord> records = new ArrayList<>();
        groups.forEach(
                group -> records.addAll(doors.names().membersOf(Set.of(group)).records()));
        return new MembershipsSight(records, all.silence(), all.unproved());
    }

    private static DesiredState now(Assessment look) {
        DesiredState none = new DesiredState(
                Collections.emptySortedMap(),
                Collections.emptySortedMap(),
                Defaults.STANDARD,
                Optional.empty(),
                Naming.DOCUMENTED);
        DesiredState state = look.state().state().orElse(none);
        return look.circumstances().map(c -> c.ends().of(state)).orElse(state);
    }

    private StateLines lines(Assessment look) {
        return look.state().isCurrent() && doors.stateFile().read() instanceof StateFileReading.Content content
                ? StateLines.of(content.bytes())
                : StateLines.none();
    }
}
