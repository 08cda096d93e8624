package org.nexusauth.console.page.reveal;

import java.util.List;
import java.util.Set;

/**
 * The API that keys guard, as far as the application is known.
 *
 * @param headerStart what stands before a key in the header of a request, for example {@code
 *     api-key: }
 * @param paths paths below the context that need a key, the best example first; may be empty
 * @param permissions the permissions that the application's rules name, sorted
 */
public record ProtectedApi(String headerStart, List<ExamplePath> paths, List<String> permissions) {
  /** An API of which nothing is known: keys are sent in the standard header. */
  public static final ProtectedApi UNKNOWN = new ProtectedApi("api-key: ", List.of(), List.of());

  private static final String ROOT = "/";

  /** Copies the lists. */
  public ProtectedApi {
    paths = List.copyOf(paths);
    permissions = List.copyOf(permissions);
  }

  /**
   * A path that needs a key.
   *
   * @param path the path, below the context
   * @param permissions the permissions that a GET of it needs
   */
  public record ExamplePath(String path, Set<String> permissions) {
    /** Copies the permissions. */
    public ExamplePath {
      permissions = Set.copyOf(permissions);
    }
  }

  /**
   * Returns a path to try a key with: the first that its permissions are enough for, else the first
   * of all, else {@code /}.
   */
  public String findExamplePath(List<String> permissionsOfKey) {
    return paths.stream()
        .filter(example -> permissionsOfKey.containsAll(example.permissions()))
        .findFirst()
        .or(() -> paths.stream().findFirst())
        .map(ExamplePath::path)
        .orElse(ROOT);
  }
}
