package org.hubwarden.host.linux.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import org.hubwarden.host.HostFailure;
import org.hubwarden.host.HubApi;
import org.hubwarden.observed.hub.ListeningSocket;

/** Asks over HTTP. Follows no redirect: the token is for the address that was typed. */
public final class HttpHub implements HubApi {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONGEST = 64 << 20;
    private static final String PAGES = "application/jupyterhub-pagination+json";

    @Override
    public String get(URI uri, String token) throws HostFailure {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(PATIENCE)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Authorization", "token " + token)
                .header("Accept", PAGES)
                .build();
        try {
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    throw new HostFailure(uri + " says " + answer.statusCode() + meaning(answer.statusCode()));
                }
                return new String(body.readNBytes(LONGEST), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new HostFailure(
                    uri + " does not answer (" + e.getClass().getSimpleName() + "); is the hub there? see --url", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostFailure("interrupted while the hub was asked", e);
        }
    }

    /** Where several listen, on different addresses, the one with the highest number: it is a person's, if one is. */
    @Override
    public OptionalLong owner(int port) {
        return PlainLook.listening().stream()
                .filter(socket -> socket.port() == port)
                .mapToLong(ListeningSocket::uid)
                .max();
    }

    private static String meaning(int status) {
        return switch (status) {
            case 401, 403 -> ": the token is not good, or may not list users (scope list:users)";
            case 404 -> ": there is no API; see --url";
            case 301, 302, 307, 308 -> ": it is elsewhere; give its address with --url";
            default -> "";
        };
    }
}
