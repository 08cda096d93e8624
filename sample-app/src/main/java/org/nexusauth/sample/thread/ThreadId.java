package org.nexusauth.sample.thread;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids of threads and messages as they stand in a path: UUIDs in their one usual form. */
final class ThreadId {

  private static final Pattern FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private ThreadId() {}

  /** The id, or nothing: {@link UUID#fromString} alone takes {@code 1-1-1-1-1} as well. */
  static Optional<UUID> parse(String text) {
    return Optional.of(text).filter(id -> FORM.matcher(id).matches()).map(UUID::fromString);
  }
}
