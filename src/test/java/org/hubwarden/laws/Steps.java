package org.hubwarden.laws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.hubwarden.ledger.LedgerDraft;
import org.hubwarden.observed.DropInSight;
import org.hubwarden.observed.FileList;
import org.hubwarden.observed.HomeSight;
import org.hubwarden.observed.Remains;
import org.hubwarden.plan.AccountChange;
import org.hubwarden.plan.AccountEdits;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.DemotionStep;
import org.hubwarden.plan.GroupChange;
import org.hubwarden.plan.HomeChange;
import org.hubwarden.plan.LeavingStep;
import org.hubwarden.plan.Plan;
import org.hubwarden.plan.SudoersChange;

/** How a plan is carried out, cut where a machine can lose its power. */
final class Steps {

    /**
     * One thing that happens wholly or not at all.
     *
     * @param done the changes that are carried out once it has happened; those of the account files with passwd, the last
     */
    record Step(Kind kind, List<Change> done, Consumer<Machine> effect) {
        void run(Machine machine) {
            effect.accept(machine);
        }
    }

    enum Kind {
        DENY,
        LEDGER_BEFORE,
        GROUP,
        GSHADOW,
        SHADOW,
        PASSWD,
        HOME,
        GRANT,
        LIFT,
        LEDGER_AFTER,
        LEAVING,
        EVIDENCE,
        DEMOTION
    }

    private Steps() {}

    /** All steps in order. The account files are made from those of the machine as it is now. */
    static List<Step> of(Machine machine, Plan plan) {
        List<Step> steps = new ArrayList<>();
        plan.changes(SudoersChange.Deny.class)
                .forEach(c -> steps.add(new Step(Kind.DENY, List.of(c), m -> m.denyList = dropIn(c))));
        steps.add(new Step(Kind.LEDGER_BEFORE, adoptions(plan), m -> m.ledger = plan.before()));
        files(machine, plan, steps);
        plan.changes(HomeChange.class).forEach(c -> steps.add(new Step(Kind.HOME, List.of(c), m -> home(m, c))));
        plan.changes(SudoersChange.Grant.class)
                .forEach(c -> steps.add(new Step(Kind.GRANT, List.of(c), m -> m.adminRule = dropIn(c))));
        plan.changes(SudoersChange.Lift.class)
                .forEach(c -> steps.add(new Step(Kind.LIFT, List.of(c), m -> m.denyList = dropIn(c))));
        steps.add(new Step(Kind.LEDGER_AFTER, List.of(), m -> m.ledger = plan.after()));
        leaving(plan, steps);
        plan.changes(DemotionStep.class)
                .forEach(c -> steps.add(new Step(Kind.DEMOTION, List.of(c), m -> Aftermath.of(c, m))));
        return steps;
    }

    /** What is done with processes shows only in the ledger. */
    private static void leaving(Plan plan, List<Step> steps) {
        List<LeavingStep> leaving = plan.changes(LeavingStep.class);
        leaving.forEach(c -> steps.add(
                new Step(Kind.LEAVING, isSeen(c) ? List.of(c) : List.of(), m -> m.remains.put(c.unix(), after(c, m)))));
        if (!leaving.isEmpty()) {
            LedgerDraft ledger = plan.after().draft();
            leaving.stream()
                    .filter(LeavingStep::completes)
                    .forEach(c -> ledger.change(
                            c.unix(), a -> a.withLeaving(a.leaving().map(l -> l.done(c.stage(), Instant.EPOCH)))));
            List<Change> unseen = leaving.stream()
                    .filter(c -> !isSeen(c))
                    .map(Change.class::cast)
                    .toList();
            steps.add(new Step(Kind.EVIDENCE, unseen, m -> m.ledger = ledger.done()));
        }
    }

    private static boolean isSeen(LeavingStep step) {
        return !(step instanceof LeavingStep.EndProcesses)
                && !(step instanceof LeavingStep.Halt)
                && !(step instanceof LeavingStep.Tell);
    }

    private static Remains after(LeavingStep step, Machine machine) {
        Remains before = machine.remains.getOrDefault(step.unix(), Remains.NOTHING);
        Set<Remains.Mark> marks = EnumSet.noneOf(Remains.Mark.class);
        marks.addAll(before.marks());
        SortedSet<String> jobs = new TreeSet<>(before.jobs());
        if (step instanceof LeavingStep.ForgetSudo) {
            marks.remove(Remains.Mark.SUDO);
        } else if (step instanceof LeavingStep.Mask) {
            marks.add(Remains.Mark.MASK);
        } else if (step instanceof LeavingStep.Unmask) {
            marks.remove(Remains.Mark.MASK);
        } else if (step instanceof LeavingStep.SetAside s) {
            jobs.removeAll(s.jobs());
            marks.add(Remains.Mark.SET_ASIDE);
        } else if (step instanceof LeavingStep.EndSessions) {
            marks.remove(Remains.Mark.SIGNED_ON);
            marks.remove(Remains.Mark.LINGER);
        } else if (step instanceof LeavingStep.EndProcesses) {
            marks.remove(Remains.Mark.ALIVE);
        } else if (step instanceof LeavingStep.CloseKeys) {
            marks.remove(Remains.Mark.KEYS);
            marks.add(Remains.Mark.SET_ASIDE);
        } else if (step instanceof LeavingStep.TakeBack) {
            marks.remove(Remains.Mark.SET_ASIDE);
        }
        Set<String> archives = new HashSet<>(before.archives());
        if (step instanceof LeavingStep.PackHome p) {
            machine.homes.remove(p.home());
            archives.add(p.file());
        } else if (step instanceof LeavingStep.RestoreHome r) {
            machine.homes.put(r.home(), new HomeSight.Directory(r.uid(), r.gid(), 0750, false));
        }
        List<FileList> elsewhere = new ArrayList<>(before.elsewhere());
        if (step instanceof LeavingStep.ListFiles l) {
            elsewhere.add(new FileList(l.file(), "no file"));
        }
        return new Remains(marks, jobs, archives, before.setback(), elsewhere);
    }

    private static List<Change> adoptions(Plan plan) {
        List<Change> adoptions = new ArrayList<>(plan.changes(AccountChange.Adopt.class));
        adoptions.addAll(plan.changes(GroupChange.Adopt.class));
        return adoptions;
    }

    private static void files(Machine machine, Plan plan, List<Step> steps) {
        Machine.Files after = Machine.Files.of(AccountEdits.apply(machine.files.parse(), plan));
        steps.add(new Step(Kind.GROUP, List.of(), m -> {
            Machine.Files f = m.files;
            m.files = new Machine.Files(f.passwd(), after.group(), f.shadow(), f.gshadow());
        }));
        steps.add(new Step(Kind.GSHADOW, List.of(), m -> {
            Machine.Files f = m.files;
            m.files = new Machine.Files(f.passwd(), f.group(), f.shadow(), after.gshadow());
        }));
        steps.add(new Step(Kind.SHADOW, List.of(), m -> {
            Machine.Files f = m.files;
            m.files = new Machine.Files(f.passwd(), f.group(), after.shadow(), f.gshadow());
        }));
        List<Change> all = new ArrayList<>(plan.changes(AccountChange.class));
        all.addAll(plan.changes(GroupChange.class));
        all.removeAll(adoptions(plan));
        steps.add(new Step(Kind.PASSWD, all, m -> {
            Machine.Files f = m.files;
            m.files = new Machine.Files(after.passwd(), f.group(), f.shadow(), f.gshadow());
        }));
    }

    private static DropInSight dropIn(SudoersChange change) {
        return new DropInSight.Regular(change.content(), 0440, 0, 0);
    }

    private static void home(Machine machine, HomeChange change) {
        if (change instanceof HomeChange.Create c) {
            machine.homes.put(
                    c.path(), new HomeSight.Directory(c.uid(), c.gid(), c.mode().bits(), false));
        } else if (change instanceof HomeChange.Regroup c
                && machine.homes.get(c.path()) instanceof HomeSight.Directory d) {
            machine.homes.put(c.path(), new HomeSight.Directory(d.uid(), c.to(), d.mode(), d.aclOpens()));
        } else if (change instanceof HomeChange.Close c
                && machine.homes.get(c.path()) instanceof HomeSight.Directory d) {
            machine.homes.put(c.path(), new HomeSight.Directory(d.uid(), d.gid(), c.to(), d.aclOpens() && !c.acl()));
        }
    }
}
