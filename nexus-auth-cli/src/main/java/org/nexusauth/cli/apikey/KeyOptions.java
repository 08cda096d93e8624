package org.nexusauth.cli.apikey;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.management.ManagementSession;
import org.nexusauth.cli.terminal.CliException;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.store.ApiKeyQuery;
import org.nexusauth.management.store.PageRequest;
import org.nexusauth.management.store.ResultPage;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which key a command is about: by its id, never by its text. */
final class KeyOptions {

  @Parameters(
      paramLabel = "KEY-ID",
      description =
          "Its id (jti), as list prints it. Put -- before an id that begins with a hyphen.")
  private @Nullable String id;

  @Option(
      names = "--organization",
      required = true,
      paramLabel = "ID",
      description = "The organization that it belongs to.")
  private @Nullable String organization;

  @Option(
      names = "--integration",
      paramLabel = "ID",
      description = "Its integration. Default: it is looked up.")
  private @Nullable String integration;

  /** Returns the key's name among all keys. */
  KeyRef find(ManagementSession session) {
    String keyId = Objects.requireNonNull(id);
    String owner = Objects.requireNonNull(organization);
    if (integration != null) {
      return new KeyRef(owner, integration, keyId);
    }
    List<KeyRef> found = search(session, owner, keyId);
    if (found.isEmpty()) {
      throw CliException.notFound(
          "there is no key of this id in the organization; nexus-auth key list lists them");
    }
    if (found.size() > 1) {
      throw CliException.usage(
          "several integrations have a key of this id: add --integration, one of "
              + String.join(", ", found.stream().map(KeyRef::integrationId).toList()));
    }
    return found.get(0);
  }

  private static List<KeyRef> search(ManagementSession session, String owner, String keyId) {
    ApiKeyQuery query =
        new ApiKeyQuery(owner, null, null, null, null, null, keyId, session.printer().now());
    List<KeyRef> found = new ArrayList<>();
    String cursor = null;
    do {
      ResultPage<ApiKeyView> page =
          session
              .services()
              .apiKeys()
              .list(session.operator(), query, new PageRequest(PageRequest.MAX_LIMIT, cursor));
      page.items().stream()
          .map(view -> view.record().ref())
          .filter(ref -> ref.keyId().equals(keyId))
          .forEach(found::add);
      cursor = page.nextCursor();
    } while (cursor != null);
    return found;
  }
}
