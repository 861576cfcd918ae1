package org.hubwarden.reconcile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hubwarden.ledger.Demotion;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.UnixName;
import org.hubwarden.plan.Finding;
import org.hubwarden.rights.RootAccess;
import org.hubwarden.rights.RootAccount;
import org.hubwarden.rights.Way;

/** What of an answer to "who can become root" is a finding: what a user of ours has and the state file does not give. One for each account. */
final class RootFindings {

    /** More reasons than this are counted; {@code root-access} shows all. */
    private static final int MOST = 3;

    /** What every plan tells by itself, from the account files. */
    private static final Set<Way.Kind> PLANNED = Set.of(Way.Kind.UID_0, Way.Kind.GROUP_ADMIN);

    private final Ledger ledger;

    private RootFindings(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * The findings.
     *
     * @param told those of a plan, of which none is repeated
     */
    static List<Finding> of(RootAccess access, Ledger ledger, List<Finding> told) {
        RootFindings findings = new RootFindings(ledger);
        List<Finding> all = new ArrayList<>();
        for (RootAccount account : access.accounts()) {
            List<Way> ways = account.isUnsaid()
                    ? account.ways().stream()
                            .filter(way -> findings.isNews(way, account, told))
                            .toList()
                    : List.of();
            if (!ways.isEmpty()) {
                all.add(finding(account, ways));
            }
        }
        return all;
    }

    private boolean isNews(Way way, RootAccount account, List<Finding> told) {
        boolean given = way.stateLine().isPresent() || PLANNED.contains(way.kind());
        boolean ends = way.kind() == Way.Kind.PROCESS && isBeingDemoted(account.account());
        return !given && !ends && told.stream().noneMatch(finding -> tells(finding, way, account));
    }

    /** What runs of somebody who lost root goes on for a while; that is told, and when it ends. */
    private boolean isBeingDemoted(String account) {
        return UnixName.isWellFormed(account)
                && ledger.account(new UnixName(account))
                        .flatMap(LedgerAccount::demotion)
                        .filter(Demotion::isPending)
                        .isPresent();
    }

    /** A rule of sudo is told by its place, a membership by the account and the group's line. */
    private static boolean tells(Finding finding, Way way, RootAccount account) {
        return switch (way.kind()) {
            case SUDO, SUDO_TO ->
                !way.places().isEmpty()
                        && finding.sentence().contains(way.places().get(0) + " ");
            case GROUP ->
                finding.subject().equals(account.account())
                        && way.places().stream().anyMatch(place -> place.startsWith("/etc/group:"))
                        && finding.sentence().contains("group " + word(way.why(), "in the group ") + ", ");
            case UID_0, GROUP_ADMIN, FILE, PROCESS -> false;
        };
    }

    private static String word(String sentence, String after) {
        return sentence.startsWith(after) ? sentence.substring(after.length()).split(",", 2)[0] : sentence;
    }

    private static Finding finding(RootAccount account, List<Way> ways) {
        String reasons = ways.stream().limit(MOST).map(Way::why).collect(Collectors.joining("; "));
        int more = ways.size() - MOST;
        String who = account.account().equals(RootAccount.EVERYBODY) ? "every account" : account.account();
        return new Finding(
                Finding.Kind.NOTICE,
                who,
                who + " can become root, and the state file does not say so: " + reasons
                        + (more > 0 ? "; and " + more + " more" : "")
                        + "; hubwarden root-access shows where, and it is to be taken away there");
    }
}
