package org.nexusauth.cli.management;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.nexusauth.cli.terminal.TextTable.Column;
import org.nexusauth.cli.terminal.TimeText;

/**
 * How records of a type are shown: members of a JSON object for programs, labelled texts for
 * people. Built once, then not changed.
 *
 * @param <T> the type of the records
 */
public final class RecordFormat<T> {

  private static final String NOTHING = "-";

  private final String plural;
  private final Map<String, Function<T, @Nullable Object>> members = new LinkedHashMap<>();
  private final List<Label<T>> labels = new ArrayList<>();

  private record Label<T>(Column column, boolean listed, Function<Shown<T>, String> text) {}

  private record Shown<T>(T item, Instant now) {}

  /**
   * Begins a format.
   *
   * @param plural what the records are called, for example {@code API keys}
   */
  public RecordFormat(String plural) {
    this.plural = plural;
  }

  /** Adds a member of the JSON object. */
  public RecordFormat<T> member(String name, Function<T, @Nullable Object> value) {
    members.put(name, value);
    return this;
  }

  /** Adds a member with a time, in ISO-8601 form. */
  public RecordFormat<T> timeMember(String name, Function<T, @Nullable Instant> value) {
    return member(name, item -> textOf(value.apply(item)));
  }

  /** Adds a text that lists have, too, and that is never cut, for example an id. */
  public RecordFormat<T> column(String label, Function<T, @Nullable String> text) {
    return add(label, true, false, shown -> text.apply(shown.item()));
  }

  /** Adds a text that lists have, too, and that may be cut there. */
  public RecordFormat<T> cuttableColumn(String label, Function<T, @Nullable String> text) {
    return add(label, true, true, shown -> text.apply(shown.item()));
  }

  /** Adds a time that lists have, too. */
  public RecordFormat<T> timeColumn(String label, Function<T, @Nullable Instant> time) {
    return add(label, true, true, shown -> describeTime(time.apply(shown.item()), shown.now()));
  }

  /** Adds a text that is shown of one record alone. */
  public RecordFormat<T> detail(String label, Function<T, @Nullable String> text) {
    return add(label, false, false, shown -> text.apply(shown.item()));
  }

  /** Adds a time that is shown of one record alone. */
  public RecordFormat<T> timeDetail(String label, Function<T, @Nullable Instant> time) {
    return add(label, false, false, shown -> describeTime(time.apply(shown.item()), shown.now()));
  }

  private RecordFormat<T> add(
      String label, boolean listed, boolean cuttable, Function<Shown<T>, @Nullable String> text) {
    Function<Shown<T>, String> complete =
        shown -> {
          String found = text.apply(shown);
          if (found == null || found.isEmpty()) {
            return NOTHING;
          }
          return found;
        };
    labels.add(new Label<>(new Column(label, cuttable), listed, complete));
    return this;
  }

  /** Returns a value's text; null for null. */
  public static @Nullable String textOf(@Nullable Object value) {
    return Optional.ofNullable(value).map(Object::toString).orElse(null);
  }

  private static @Nullable String describeTime(@Nullable Instant time, Instant now) {
    return Optional.ofNullable(time).map(one -> TimeText.describe(one, now)).orElse(null);
  }

  /** Returns what the records are called. */
  String plural() {
    return plural;
  }

  /** Returns the members of a record's JSON object, in order. */
  public Map<String, @Nullable Object> membersOf(T item) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    members.forEach((name, value) -> values.put(name, value.apply(item)));
    return values;
  }

  /** Returns the names of the members. */
  List<String> memberNames() {
    return List.copyOf(members.keySet());
  }

  /** Returns the columns of a list. */
  List<Column> columns() {
    return labels.stream().filter(Label::listed).map(Label::column).toList();
  }

  /** Returns the row of a record in a list. */
  List<String> rowOf(T item, Instant now) {
    Shown<T> shown = new Shown<>(item, now);
    return labels.stream().filter(Label::listed).map(label -> label.text().apply(shown)).toList();
  }

  /** Returns all texts of one record, each with its label. */
  List<List<String>> detailsOf(T item, Instant now) {
    Shown<T> shown = new Shown<>(item, now);
    return labels.stream()
        .map(label -> List.of(label.column().heading(), label.text().apply(shown)))
        .toList();
  }
}
