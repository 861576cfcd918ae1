package org.hubwarden.reconcile;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hubwarden.desired.DesiredState;
import org.hubwarden.desired.DesiredUser;
import org.hubwarden.desired.Hub;
import org.hubwarden.desired.Servers;
import org.hubwarden.ledger.Ledger;
import org.hubwarden.ledger.LedgerAccount;
import org.hubwarden.model.HubName;
import org.hubwarden.model.UnixName;
import org.hubwarden.observed.PasswdEntry;
import org.hubwarden.plan.AccountChange;
import org.hubwarden.plan.Change;
import org.hubwarden.plan.Finding;
import org.hubwarden.plan.Hold;
import org.hubwarden.plan.HomeChange;
import org.hubwarden.plan.Plan;

/**
 * Everybody, as the last pass left them: what is asked many times a second is answered from it. Made when it is first asked, since
 * most passes are never asked about. Thread-safe.
 */
public final class Census {

    private final PassResult result;
    private final Assessment look;
    private final Optional<DesiredState> desired;
    private final Ledger ledger;
    private final Map<HubName, Footing.Ready> made = new ConcurrentHashMap<>();
    private Optional<Index> index = Optional.empty();

    /** Tables over all accounts. */
    private record Index(
            Map<HubName, LedgerAccount> accounts,
            Set<Long> uids,
            Map<String, String> conflicts,
            Set<UnixName> pending,
            Set<UnixName> held) {}

    private Census(PassResult result) {
        this.result = result;
        this.look = result.after().orElse(result.before());
        this.desired = look.state()
                .state()
                .map(state -> look.circumstances()
                        .map(circumstances -> circumstances.ends().of(state))
                        .orElse(state));
        this.ledger = look.ledger();
    }

    /** As this pass left them. */
    public static Census of(PassResult result) {
        return new Census(result);
    }

    /** How somebody stands. */
    public Footing footing(HubName name) {
        return Optional.<Footing>ofNullable(made.get(name)).orElseGet(() -> look(name));
    }

    /** Their account was made since. */
    void made(HubName name, Footing.Ready ready) {
        made.put(name, ready);
    }

    private Footing look(HubName name) {
        Optional<LedgerAccount> account = account(name);
        Optional<DesiredUser> user =
                desired.flatMap(state -> Optional.ofNullable(state.users().get(name)));
        if (user.isEmpty()) {
            boolean waits =
                    account.filter(a -> index().held().contains(a.unix())).isPresent();
            return waits ? new Footing.Held() : new Footing.Undeclared();
        }
        Optional<String> conflict = Optional.ofNullable(index().conflicts().get(name.value()));
        if (conflict.isPresent()) {
            return new Footing.Disputed(conflict.get());
        }
        return account.map(this::present).orElseGet(() -> absent(user.get()));
    }

    private Footing present(LedgerAccount account) {
        if (index().held().contains(account.unix())) {
            return new Footing.Held();
        }
        boolean isInOrder = account.locked().isEmpty()
                && account.housed()
                && !index().pending().contains(account.unix());
        return isInOrder ? new Footing.Ready(account, shell(account.unix())) : new Footing.Missing();
    }

    private Footing absent(DesiredUser user) {
        UnixName name = desired.orElseThrow().naming().unixName(user.name());
        boolean waits = desired.orElseThrow().isMadeOnDemand(user) && hold().isPresent();
        return waits || index().held().contains(name) ? new Footing.Held() : new Footing.Missing();
    }

    private Optional<Plan> plan() {
        return look.plan();
    }

    /** The account that was made for a name, whether or not it is still in use. */
    public Optional<LedgerAccount> account(HubName name) {
        return Optional.ofNullable(made.get(name))
                .map(Footing.Ready::account)
                .or(() -> Optional.ofNullable(index().accounts().get(name)));
    }

    /** Whether somebody's account is made when they are asked for. */
    public boolean isMadeOnDemand(HubName name) {
        return desired.filter(state -> Optional.ofNullable(state.users().get(name))
                        .filter(state::isMadeOnDemand)
                        .isPresent())
                .isPresent();
    }

    /** What is asked for, without those whose time is over; empty where nothing is known. */
    Optional<DesiredState> desired() {
        return desired;
    }

    /** How servers run; {@link Servers#NONE} where there is no state. */
    public Servers servers() {
        return desired.map(DesiredState::servers).orElse(Servers.NONE);
    }

    /** The uid that the hub runs as; empty where its account is in no account file. */
    public Optional<Long> hubUid() {
        return passwd(desired.map(DesiredState::hub).orElse(Hub.STANDARD).user())
                .map(PasswdEntry::uid);
    }

    /** Whether an account of ours has or had this uid. */
    public boolean isOurs(long uid) {
        return index().uids().contains(uid);
    }

    /** What is remembered of all accounts. */
    public Ledger ledger() {
        return ledger;
    }

    /** What waits for a person. */
    public Optional<Hold> hold() {
        return plan().flatMap(Plan::hold);
    }

    /** The last look of it. */
    public Assessment look() {
        return look;
    }

    /** The pass. */
    public PassResult result() {
        return result;
    }

    private String shell(UnixName account) {
        return passwd(account.value())
                .map(PasswdEntry::shell)
                .orElseGet(() -> desired.orElseThrow().defaults().shell());
    }

    private Optional<PasswdEntry> passwd(String account) {
        return result.before()
                .observed()
                .flatMap(seen -> seen.accounts().passwd().find(account));
    }

    private synchronized Index index() {
        if (index.isEmpty()) {
            index = Optional.of(makeIndex());
        }
        return index.get();
    }

    private Index makeIndex() {
        Map<HubName, LedgerAccount> accounts = new HashMap<>(ledger.accounts().size() * 2);
        ledger.accounts().values().forEach(account -> accounts.putIfAbsent(account.hub(), account));
        Set<Long> uids = new HashSet<>(ledger.accounts().size() * 2);
        ledger.accounts().values().forEach(account -> uids.add(account.uid()));
        Map<String, String> conflicts = new HashMap<>();
        plan().map(Plan::findings).orElse(List.of()).stream()
                .filter(finding -> finding.kind() == Finding.Kind.CONFLICT && !isAboutGroup(finding))
                .forEach(finding -> conflicts.put(finding.subject(), finding.sentence()));
        return new Index(
                accounts,
                uids,
                conflicts,
                concerned(plan().map(Plan::changes).orElse(List.of())),
                concerned(hold().map(Hold::waiting).orElse(List.of())));
    }

    /** A group may be called as somebody is. */
    private static boolean isAboutGroup(Finding finding) {
        return finding.sentence().startsWith("the group " + finding.subject() + " ");
    }

    /** Whose account or home is changed. */
    private static Set<UnixName> concerned(List<Change> changes) {
        Set<UnixName> names = new HashSet<>();
        for (Change change : changes) {
            if (change instanceof AccountChange account) {
                names.add(account.unix());
            } else if (change instanceof HomeChange home) {
                names.add(home.unix());
            }
        }
        return names;
    }
}
