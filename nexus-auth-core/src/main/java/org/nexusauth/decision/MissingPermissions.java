package org.nexusauth.decision;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a denied caller lacks; the hint of {@link org.nexusauth.reason.Reason#PERMISSION_MISSING}
 * names it to the client. Immutable.
 *
 * @param kind what the names are, and how many of them are needed
 * @param names the names, sorted; at least one
 */
public record MissingPermissions(Kind kind, Set<String> names) {

  /** What is missing. */
  public enum Kind {
    /** Permissions of the key, all of which are needed. */
    ALL_PERMISSIONS,
    /** Permissions of the key, one of which is needed. */
    ANY_PERMISSION,
    /** Roles of a user whom the container authenticated, one of which is needed. */
    ANY_ROLE
  }

  /**
   * Copies and sorts the names.
   *
   * @throws IllegalArgumentException when there is none
   */
  public MissingPermissions {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("no name of what is missing");
    }
    names = Collections.unmodifiableSet(new TreeSet<>(names));
  }

  /** Returns that a key lacks all these permissions. */
  public static MissingPermissions allOf(Set<String> permissions) {
    return new MissingPermissions(Kind.ALL_PERMISSIONS, permissions);
  }

  /** Returns that a key has none of these permissions and needs one. */
  public static MissingPermissions anyOf(Set<String> permissions) {
    return new MissingPermissions(Kind.ANY_PERMISSION, permissions);
  }

  /** Returns that a user of the container has none of these roles and needs one. */
  public static MissingPermissions anyRoleOf(Set<String> roles) {
    return new MissingPermissions(Kind.ANY_ROLE, roles);
  }

  /** Returns the hint for the client. */
  String hint() {
    String subject =
        switch (kind) {
          case ALL_PERMISSIONS, ANY_PERMISSION -> "The key";
          case ANY_ROLE -> "The caller";
        };
    return subject + " needs " + describe() + ".";
  }

  /** Returns what is missing in words, for example {@code the permission "write"}. */
  String describe() {
    return switch (kind) {
      case ALL_PERMISSIONS ->
          (names.size() == 1 ? "the permission " : "the permissions ") + quoted(" and ");
      case ANY_PERMISSION -> "the permission " + quoted(" or ");
      case ANY_ROLE -> "the role " + quoted(" or ");
    };
  }

  private String quoted(String conjunction) {
    return names.stream().map(name -> '"' + name + '"').collect(Collectors.joining(conjunction));
  }
}
