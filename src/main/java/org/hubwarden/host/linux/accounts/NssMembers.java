package org.hubwarden.host.linux.accounts;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.hubwarden.observed.GroupEntry;
import org.hubwarden.observed.MembershipRecord;
import org.hubwarden.observed.PasswdEntry;

/**
 * What one name service says of a group: whom it lists as members, and which of its accounts have the group as their primary one.
 *
 * @param records the memberships
 * @param uids the numbers of accounts that it told
 * @param silence why that is not all it knows; empty when it gave an answer
 * @param unproved what it does not tell to anybody
 */
record NssMembers(
        List<MembershipRecord> records, Map<String, Long> uids, Optional<String> silence, Optional<String> unproved) {

    private static final Duration LIMIT = Duration.ofSeconds(3);

    /** The accounts of a whole organisation may be many. */
    private static final Duration LISTING = Duration.ofSeconds(10);

    private static final Executor THREADS = NssMembers::start;

    /** Begins to ask. */
    static CompletableFuture<NssMembers> of(NssModule service, Set<String> group, boolean hasAccounts) {
        return inBackground(() -> ask(service, group, hasAccounts));
    }

    private static NssMembers ask(NssModule service, Set<String> group, boolean hasAccounts) {
        CompletableFuture<Reply> listing = inBackground(
                () -> hasAccounts ? Reply.to(() -> service.ask("passwd", List.of(), LISTING)) : Reply.NOTHING);
        Reply members = Reply.to(() -> service.ask("group", group, LIMIT));
        Reply accounts = listing.join();
        boolean answered = service.listsAll() || !accounts.lines().isEmpty() || !service.isInstalled();
        Reply alive = answered ? Reply.NOTHING : Reply.to(() -> alive(service));
        Reply numbers = hasAccounts && accounts.lines().isEmpty() ? numbers(service, members) : accounts;
        Optional<String> silence = Stream.of(members, accounts, alive, numbers)
                .flatMap(reply -> reply.silence().stream())
                .findFirst();
        boolean tells = answered || !hasAccounts || silence.isPresent();
        return new NssMembers(
                records(service, group, members, accounts),
                uids(numbers),
                silence,
                tells ? Optional.empty() : Optional.of(untold(service)));
    }

    private static List<String> alive(NssModule service) throws NssModule.Silence {
        service.requireAnswering(LIMIT);
        return List.of();
    }

    /** Who lists no accounts may tell of those it names as members. */
    private static Reply numbers(NssModule service, Reply members) {
        List<String> names = members.lines().stream()
                .flatMap(line -> GroupEntry.parse(line).stream())
                .flatMap(entry -> entry.members().stream())
                .toList();
        return names.isEmpty() ? Reply.NOTHING : Reply.to(() -> service.ask("passwd", names, LIMIT));
    }

    private static String untold(NssModule service) {
        return "whether an account of the name service " + service.name()
                + " has the admin group as its primary group, since it lists no accounts when asked for all";
    }

    private static List<MembershipRecord> records(NssModule service, Set<String> group, Reply members, Reply accounts) {
        String source = "the name service " + service.name();
        Stream<MembershipRecord> listed = members.lines().stream()
                .flatMap(line -> GroupEntry.parse(line).stream())
                .flatMap(entry ->
                        entry.members().stream().map(member -> new MembershipRecord(member, entry.name(), source)));
        Stream<MembershipRecord> primary = accounts.lines().stream()
                .flatMap(line -> PasswdEntry.parse(line).stream())
                .filter(entry -> group.contains(Long.toString(entry.gid())))
                .map(entry -> new MembershipRecord(
                        entry.name(), Long.toString(entry.gid()), source + " as its primary group"));
        return Stream.concat(listed, primary).toList();
    }

    private static Map<String, Long> uids(Reply accounts) {
        Map<String, Long> uids = new HashMap<>();
        accounts.lines().stream()
                .flatMap(line -> PasswdEntry.parse(line).stream())
                .forEach(entry -> uids.putIfAbsent(entry.name(), entry.uid()));
        return uids;
    }

    private static <T> CompletableFuture<T> inBackground(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, THREADS);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "name service");
        thread.setDaemon(true);
        thread.start();
    }

    /** What a child said, or why it said nothing. */
    private record Reply(List<String> lines, Optional<String> silence) {

        static final Reply NOTHING = new Reply(List.of(), Optional.empty());

        interface Question {
            List<String> ask() throws NssModule.Silence;
        }

        static Reply to(Question question) {
            try {
                return new Reply(question.ask(), Optional.empty());
            } catch (NssModule.Silence silence) {
                return new Reply(List.of(), Optional.of(silence.why()));
            }
        }
    }
}
