package org.nexusauth.web.resource;

import java.util.Set;

/**
 * A resource of an application that answers GET, needs an API key and has one fixed path.
 * Immutable.
 *
 * @param base the path that the resource's JAX-RS application is mapped to, below the context, for
 *     example {@code /api}; empty for the context itself
 * @param path the path below the base; starts with a slash
 * @param permissions the permissions that its annotations require
 * @param parameters how many parameters of the request it reads
 */
public record GuardedResource(String base, String path, Set<String> permissions, int parameters) {
  /** Copies the permissions. */
  public GuardedResource {
    permissions = Set.copyOf(permissions);
  }

  /** Returns its path below the context. */
  public String fullPath() {
    return base + path;
  }
}
