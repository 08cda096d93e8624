package org.nexusauth.management.store;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.problem.FieldError;
import org.nexusauth.management.problem.ManagementException;

/**
 * Where a part of a list begins: after the item of these sort values. Opaque for clients.
 *
 * <p>Lists by name are in the order of {@link CaseFolding#fold folded name} and id, both by {@link
 * CaseFolding#BY_CODE_POINT code point}; the cursor has both. Keys are in the descending order of
 * creation, key id and integration id; the cursor has the microseconds since 1970 and the two ids.
 * Events are in the descending order of their sequence, which the cursor has. Alerts are in the
 * descending order of their position and id, deliveries of creation and id; the cursor has both.
 *
 * @param list which list it is of, for example {@code keys}
 * @param values the sort values of the last item of the part before
 */
public record PageCursor(String list, List<String> values) {
  /** The list of organizations. */
  public static final String ORGANIZATIONS = "organizations";

  /** Lists of agents. */
  public static final String AGENTS = "agents";

  /** Lists of integrations. */
  public static final String INTEGRATIONS = "integrations";

  /** Lists of keys. */
  public static final String KEYS = "keys";

  /** Lists of events. */
  public static final String EVENTS = "events";

  /** Lists of alerts. */
  public static final String ALERTS = "alerts";

  /** The list of deliveries of alerts. */
  public static final String DELIVERIES = "deliveries";

  private static final int MAX_CHARACTERS = 4096;

  /** Copies the values. */
  public PageCursor {
    values = List.copyOf(values);
  }

  /** Returns the cursor of a list by name. */
  public static PageCursor afterName(String list, String name, String id) {
    return new PageCursor(list, List.of(CaseFolding.fold(name), id));
  }

  /** Returns the cursor of a list of keys. */
  public static PageCursor afterKey(ApiKeyRecord key) {
    return afterKey(key.label().createdAt(), key.ref());
  }

  /** Returns the cursor of a list of keys, after the one that was created at an instant. */
  public static PageCursor afterKey(Instant createdAt, KeyRef ref) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, createdAt);
    return new PageCursor(KEYS, List.of(Long.toString(micros), ref.keyId(), ref.integrationId()));
  }

  /** Returns the printable form, base64url. */
  public String encode() {
    List<byte[]> parts = new ArrayList<>();
    parts.add(list.getBytes(StandardCharsets.UTF_8));
    values.forEach(value -> parts.add(value.getBytes(StandardCharsets.UTF_8)));
    ByteBuffer bytes =
        ByteBuffer.allocate(parts.stream().mapToInt(part -> Integer.BYTES + part.length).sum());
    parts.forEach(part -> bytes.putInt(part.length).put(part));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }

  /**
   * Reads the printable form.
   *
   * @param list which list the cursor must be of
   * @param values how many values it must have
   * @throws ManagementException of kind {@code INVALID} when it is another text
   */
  public static PageCursor decode(String text, String list, int values) {
    List<String> parts = splitParts(text);
    if (parts.size() != values + 1 || !parts.get(0).equals(list)) {
      throw wrongCursor();
    }
    PageCursor cursor = new PageCursor(list, parts.subList(1, parts.size()));
    if (!cursor.encode().equals(text)) {
      throw wrongCursor();
    }
    return cursor;
  }

  /**
   * Returns a value that is a number.
   *
   * @throws ManagementException of kind {@code INVALID} when it is none
   */
  public long numberAt(int index) {
    try {
      return Long.parseLong(values.get(index));
    } catch (NumberFormatException e) {
      throw wrongCursor();
    }
  }

  private static List<String> splitParts(String text) {
    if (text.length() > MAX_CHARACTERS) {
      throw wrongCursor();
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      List<String> parts = new ArrayList<>();
      while (bytes.hasRemaining()) {
        parts.add(takePart(bytes));
      }
      return parts;
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw wrongCursor();
    }
  }

  private static String takePart(ByteBuffer bytes) {
    int length = bytes.getInt();
    if (length < 0 || length > bytes.remaining()) {
      throw wrongCursor();
    }
    byte[] part = new byte[length];
    bytes.get(part);
    return new String(part, StandardCharsets.UTF_8);
  }

  private static ManagementException wrongCursor() {
    return ManagementException.invalid(
        List.of(
            new FieldError(
                "cursor",
                "The cursor is not one of this list: take it from the answer with the part before,"
                    + " or leave it out.")));
  }
}
