package org.nexusauth.attack;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The members of a JSON object as text, so that they can be written in every way. */
record Json(List<Member> members) {

  /** A name and a value, both as they stand in the text; the name without its quotes. */
  record Member(String name, String value) {
    String text() {
      return "\"" + name + "\":" + value;
    }
  }

  static Json of(String... namesAndValues) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.add(new Member(namesAndValues[i], namesAndValues[i + 1]));
    }
    return new Json(List.copyOf(members));
  }

  Json with(String name, String value) {
    List<Member> changed = new ArrayList<>(members);
    changed.removeIf(member -> member.name().equals(name));
    changed.add(new Member(name, value));
    return new Json(changed);
  }

  Json without(String name) {
    return new Json(members.stream().filter(member -> !member.name().equals(name)).toList());
  }

  String text() {
    return members.stream().map(Member::text).collect(Collectors.joining(",", "{", "}"));
  }
}
