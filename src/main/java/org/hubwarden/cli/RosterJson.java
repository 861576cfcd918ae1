package org.hubwarden.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.desired.Until;
import org.hubwarden.ledger.Demotion;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.GroupName;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.ObservedState;
import org.hubwarden.reconcile.Assessment;

/** People for programs. The shapes are described in docs/json.md. */
final class RosterJson {

    private RosterJson() {}

    /** What {@code list} prints. */
    static String of(Roster roster, ServerUnit units) {
        return Json.object(json -> json.objects("users", roster.people(), (nested, person) -> {
            writePerson(nested, person);
            writeServer(nested, units, person);
        }));
    }

    /** What {@code list --leaving} prints. */
    static String leaving(List<Person> people, Assessment assessment) {
        return Json.object(json -> json.objects("users", people, (nested, person) -> {
            writePerson(nested, person);
            LeavingText.write(nested, LeavingText.of(person, assessment));
            nested.field("left_elsewhere", LeavingText.elsewhere(person));
        }));
    }

    private static void writeServer(Json json, ServerUnit units, Person person) throws IOException {
        if (units.areOurs()) {
            json.nested("server", nested -> ServerText.write(nested, units, person));
        }
    }

    /** What {@code show} prints. */
    static String of(Person person, Assessment assessment, Optional<String> baseline) {
        return Json.object(json -> {
            writePerson(json, person);
            json.field(
                    "held_root", person.account().map(LedgerAccount::heldRoot).orElse(false));
            json.field("baseline", baseline);
            Optional<Demotion> demotion = person.account().flatMap(LedgerAccount::demotion);
            if (demotion.isPresent()) {
                json.nested("demotion", nested -> writeDemotion(nested, demotion.get()));
            }
            json.field("adopted", person.account().map(LedgerAccount::adopted).orElse(false));
            Optional<ObservedState> observed = assessment.observed();
            if (observed.isPresent()) {
                json.nested("machine", nested -> writeMachine(nested, person, new OnMachine(observed.get())));
            }
            writeServer(json, new ServerUnit(assessment), person);
            LeavingText.write(json, LeavingText.of(person, assessment));
            json.field("left_elsewhere", LeavingText.elsewhere(person));
            json.objects("changes", person.pending(), PlanJson::writeChange);
            json.objects("findings", person.findings(), PlanJson::writeFinding);
        });
    }

    private static void writeDemotion(Json json, Demotion demotion) throws IOException {
        json.field("since", demotion.since().toString());
        json.field("told", demotion.told());
        json.field("ended", demotion.ended().map(Instant::toString));
        json.field("proven", demotion.proven().map(Instant::toString));
    }

    /** What {@code status USER} prints. */
    static String of(Person person) {
        return Json.object(json -> writePerson(json, person));
    }

    /** What {@code whois} prints. */
    static String of(UnixName account, HubName user) {
        return Json.object(json -> {
            json.field("account", account.value());
            json.field("user", user.value());
        });
    }

    private static void writePerson(Json json, Person person) throws IOException {
        json.field("user", person.hub().value());
        json.field("account", person.unix().value());
        json.field("state", person.standing().text());
        if (person.account().isPresent()) {
            json.field("uid", person.account().get().uid());
            json.field("gid", person.account().get().gid());
            json.field("home", person.account().get().home());
        }
        json.field("listed", person.desired().isPresent());
        json.field("admin", person.isAdmin());
        json.field("admin_since", person.adminSince().map(Instant::toString));
        json.field("until", person.desired().flatMap(DesiredUser::until).map(Until::toString));
        json.field(
                "admin_until", person.desired().flatMap(DesiredUser::adminUntil).map(Until::toString));
        List<String> groups = person.desired().stream()
                .flatMap(user -> user.groups().stream())
                .map(GroupName::value)
                .toList();
        json.strings("groups", groups);
    }

    private static void writeMachine(Json json, Person person, OnMachine machine) throws IOException {
        json.field("ids", machine.account(person.unix()));
        json.field("shell", machine.shell(person.unix()));
        json.field("login", machine.login(person.unix()));
        json.strings("member_of", machine.groups(person.unix()));
        json.field("home", person.account().map(machine::home));
    }
}
