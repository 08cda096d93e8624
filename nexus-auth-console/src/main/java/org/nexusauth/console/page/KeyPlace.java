package org.nexusauth.console.page;

import java.util.ArrayList;
import java.util.List;
import org.nexusauth.console.http.ConsoleCall;
import org.nexusauth.management.apikey.ApiKeyView;
import org.nexusauth.management.model.Integration;
import org.nexusauth.management.model.KeyRef;

/**
 * A key and where it is, for the head of its pages.
 *
 * @param key the key
 * @param integrationName the name of its integration; the id of one that is not recorded
 */
public record KeyPlace(ApiKeyView key, String integrationName) {

  /** Reads the key of a path with {@code organization}, {@code integration} and {@code key}. */
  public static KeyPlace read(ConsoleCall call) {
    return of(call, call.services().apiKeys().get(call.operator(), refOf(call)));
  }

  /** Finds where a key is. */
  public static KeyPlace of(ConsoleCall call, ApiKeyView key) {
    KeyRef ref = key.record().ref();
    Integration integration =
        call.services()
            .integrations()
            .findByIds(call.operator(), ref.organizationId(), List.of(ref.integrationId()))
            .get(ref.integrationId());
    if (integration == null) {
      return new KeyPlace(key, ref.integrationId());
    }
    return new KeyPlace(key, integration.name());
  }

  /** Returns the ids of the path. */
  public static KeyRef refOf(ConsoleCall call) {
    return new KeyRef(
        call.organization(), call.pathParameter("integration"), call.pathParameter("key"));
  }

  /** Returns the ids of the key. */
  public KeyRef ref() {
    return key.record().ref();
  }

  /** Returns the segments of the integration's page. */
  public String[] integrationPath() {
    return new String[] {
      "organizations", ref().organizationId(), "integrations", ref().integrationId()
    };
  }

  /** Returns the segments of the key's page, or of one below it. */
  public String[] path(String... below) {
    return pathOf(ref(), below).toArray(String[]::new);
  }

  /** Returns the segments of a key's page, or of one below it. */
  public static List<String> pathOf(KeyRef ref, String... below) {
    List<String> path =
        new ArrayList<>(
            List.of(
                "organizations",
                ref.organizationId(),
                "integrations",
                ref.integrationId(),
                "keys",
                ref.keyId()));
    path.addAll(List.of(below));
    return List.copyOf(path);
  }

  /** Returns the segments of the page that generates a key for the integration. */
  public String[] newKeyPath() {
    return new String[] {
      "organizations", ref().organizationId(), "integrations", ref().integrationId(), "keys", "new"
    };
  }
}
