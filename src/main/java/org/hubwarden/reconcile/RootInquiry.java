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
import org.hubwarden.model.Sha256;
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

    /**
     * An answer.
     *
     * @param isOfLook whether the state file is still the one that the assessment was made by; where that was by an earlier one, the
     *     file does not count
     */
    public record Answer(RootAccess access, boolean isOfLook) {}

    /** {@code rightsLook}: of the same machine. */
    public RootInquiry(Doors doors, RightsLook rightsLook) {
        this.doors = doors;
        this.rightsLook = rightsLook;
    }

    /** The answer, beside the state that an assessment found in force. */
    public RootAccess answer(Assessment look) throws HostFailure {
        return ask(look).access();
    }

    /** The same, for those who have time to ask again. */
    public Answer ask(Assessment look) throws HostFailure {
        AccountDatabases accounts = look.observed().isPresent()
                ? look.observed().get().accounts()
                : doors.accountFiles().read();
        AllSudoRules sudo = rightsLook.sudo();
        RightsLook.Writable writable = rightsLook.writable();
        Set<String> groups = PowerfulGroups.of(accounts, sudo, writable.found());
        ProcessesSight processes = doors.processes().look(process -> hasAny(process, groups));
        MembershipsSight memberships = memberships(groups);
        // Last: while the file is the old one, no pass has begun to obey another.
        Optional<byte[]> file = file(look);
        RootAccess access = RootAccess.of(new Grounds(
                now(look),
                file.map(StateLines::of).orElseGet(StateLines::none),
                look.ledger(),
                accounts,
                memberships,
                sudo,
                writable.found(),
                processes.found()));
        boolean isOfLook = !look.state().isCurrent()
                || file.map(Sha256::hex).equals(look.state().sha256());
        return new Answer(new RootAccess(access.accounts(), incomplete(access, writable, processes)), isOfLook);
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

    private Optional<byte[]> file(Assessment look) {
        return look.state().isCurrent() && doors.stateFile().read() instanceof StateFileReading.Content content
                ? Optional.of(content.bytes())
                : Optional.empty();
    }
}
