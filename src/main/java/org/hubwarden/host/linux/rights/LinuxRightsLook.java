package org.hubwarden.host.linux.rights;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hubwarden.host.RightsLook;
import org.hubwarden.host.SudoPrograms;
import org.hubwarden.host.Waits;
import org.hubwarden.host.linux.files.PatientLook;
import org.hubwarden.host.linux.files.Root;
import org.hubwarden.observed.AllSudoRules;
import org.hubwarden.observed.OwnSudoersReader;
import org.hubwarden.observed.SudoersSource;

/** Looks for whoever can become root on the machine, or would on the tree. */
public final class LinuxRightsLook implements RightsLook {

    private final Root root;
    private final SudoPrograms programs;
    private final Waits waits;
    private final PatientLook patient;

    /** {@code patience}: how long a file system may answer nothing before it is given up. */
    public LinuxRightsLook(Root root, SudoPrograms programs, Waits waits, Duration patience) {
        this.root = root;
        this.programs = programs;
        this.waits = waits;
        this.patient = new PatientLook(waits, "a file system that holds what root runs", patience);
    }

    @Override
    public AllSudoRules sudo() {
        SudoersFiles.Gathered gathered = SudoersFiles.gatherAll(root.directory());
        List<String> faults = new ArrayList<>(gathered.faults());
        OtherRules.Understood understood = new OtherRules(programs).understand(gathered.source());
        faults.addAll(understood.faults());
        return understood
                .rules()
                .map(rules -> new AllSudoRules(understood.source().place(rules), faults))
                .orElseGet(() -> read(understood.source(), faults));
    }

    private static AllSudoRules read(SudoersSource source, List<String> faults) {
        faults.add(
                "the rules of sudo were read by hubwarden itself and not by cvtsudoers, so the answer may be incomplete");
        return new AllSudoRules(OwnSudoersReader.read(source), faults);
    }

    @Override
    public Writable writable() {
        return patient.ask(() -> {
                    RunByRoot all = RunByRoot.of(root, waits::step);
                    WriteLook look = new WriteLook(root, waits::step);
                    all.things().forEach(look::at);
                    return new Writable(look.found(), Optional.empty());
                })
                .orElseGet(() -> new Writable(
                        List.of(),
                        Optional.of("who can write what root runs was not seen, since a file system does not answer")));
    }
}
