package org.hubwarden.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hubwarden.audit.Escaped;
import org.hubwarden.ledger.Demotion;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.reconcile.Assessment;
import org.hubwarden.reconcile.FormerAdmins;

/** What {@code show} prints. */
final class PersonText {

    private final PlanText plans;

    PersonText(PlanText plans) {
        this.plans = plans;
    }

    List<String> lines(Person person, Assessment assessment, Optional<String> baseline) {
        List<List<String>> rows = new ArrayList<>();
        row(rows, "State", state(person));
        row(rows, "Account", person.unix() + remembered(person));
        row(rows, "Admin", admin(person));
        baseline.ifPresent(what -> row(rows, "Baseline", Escaped.text(what)));
        row(rows, "Listed", listed(person));
        person.until().ifPresent(until -> row(rows, "Until", until));
        person.account().ifPresent(account -> row(rows, "Home", account.home()));
        assessment.observed().map(OnMachine::new).ifPresent(machine -> machine(rows, person, machine));
        ServerUnit units = new ServerUnit(assessment);
        if (units.areOurs()) {
            row(rows, "Server", ServerText.line(units, person));
        }
        List<String> lines = new ArrayList<>();
        lines.add(person.hub().value());
        Columns.aligned(rows).forEach(line -> lines.add("  " + line));
        section(lines, "Leaving:", LeavingText.lines(LeavingText.of(person, assessment)));
        section(
                lines,
                "Left elsewhere:",
                LeavingText.elsewhere(person).map(text -> "  " + text).stream().toList());
        section(lines, "Pending:", plans.changes(person.pending()));
        section(lines, "Findings:", plans.findings(person.findings()));
        return lines;
    }

    private static void machine(List<List<String>> rows, Person person, OnMachine machine) {
        row(rows, "On disk", machine.account(person.unix()));
        row(rows, "Shell", machine.shell(person.unix()));
        row(rows, "Login", machine.login(person.unix()));
        String groups = String.join(", ", machine.groups(person.unix()));
        row(rows, "Member of", groups.isEmpty() ? RosterText.NOTHING : groups);
        person.account().ifPresent(account -> row(rows, "Directory", machine.home(account)));
    }

    private static String state(Person person) {
        return switch (person.standing()) {
            case ACTIVE -> "active";
            case NEW -> "new: the next pass makes the account";
            case ON_DEMAND -> "on demand: the account is made when the hub first asks for it";
            case LEAVING ->
                "leaving: " + (person.desired().isPresent() ? "its until is over" : "not in the state file")
                        + ", the next pass locks the account";
            case ENDED -> "ended: its until was over before there was an account";
            case LOCKED -> "locked: nobody gets in";
            case CONFLICT -> "conflict: left alone until a person decides, see below";
        };
    }

    private static String remembered(Person person) {
        return person.account().map(PersonText::remembered).orElse("");
    }

    private static String remembered(LedgerAccount account) {
        String ids = account.uid() == account.gid() ? "" : ", gid " + account.gid();
        return " (uid " + account.uid() + ids + (account.adopted() ? ", adopted" : "") + ")";
    }

    private static String admin(Person person) {
        if (person.isAdmin()) {
            return "yes"
                    + person.adminSince()
                            .map(since -> ", since " + Moment.text(since))
                            .orElse("");
        }
        Optional<Demotion> demotion = person.account().flatMap(LedgerAccount::demotion);
        if (demotion.isPresent()) {
            return "no; " + FormerAdmins.words(demotion.get())
                    + (demotion.get().isPending() ? "; what still runs with them is not ended yet" : "");
        }
        boolean denied = person.account().map(LedgerAccount::heldRoot).orElse(false);
        return denied ? "no; held root here, so sudo is denied by name" : "no";
    }

    private static String listed(Person person) {
        if (person.desired().isEmpty()) {
            return "no";
        }
        String groups = person.desired().get().groups().stream()
                .map(group -> group.value())
                .collect(Collectors.joining(", "));
        return "under " + (person.desired().get().admin() ? "admins" : "users")
                + (groups.isEmpty() ? "" : ", groups " + groups);
    }

    private static void row(List<List<String>> rows, String name, String value) {
        rows.add(List.of(name + ":", value));
    }

    private static void section(List<String> lines, String title, List<String> content) {
        if (!content.isEmpty()) {
            lines.add("  " + title);
            content.forEach(line -> lines.add((title.equals("Leaving:") ? "    " : "  ") + line));
        }
    }
}
