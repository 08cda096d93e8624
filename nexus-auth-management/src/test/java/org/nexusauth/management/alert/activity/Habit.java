package org.nexusauth.management.alert.activity;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Set;

/** How many requests a client makes a minute on average, at a time. */
interface Habit {
  ZoneId ZONE = ZoneId.of("Europe/Berlin");

  /** New Year, Good Friday and Easter Monday, May Day, Christmas. */
  Set<LocalDate> HOLIDAYS =
      Set.of(
          LocalDate.of(2026, 1, 1),
          LocalDate.of(2026, 4, 3),
          LocalDate.of(2026, 4, 6),
          LocalDate.of(2026, 5, 1),
          LocalDate.of(2026, 12, 25));

  double rateAt(long minute);

  static LocalDateTime localTime(long minute) {
    return LocalDateTime.ofInstant(Instant.ofEpochSecond(minute * 60), ZONE);
  }

  static boolean isWorkday(LocalDateTime time) {
    return time.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0
        && !HOLIDAYS.contains(time.toLocalDate());
  }

  static Habit steady(double rate) {
    return minute -> rate;
  }

  /** A request burst of so many minutes each time that the minute of the day divides by a step. */
  static Habit every(int step, int length, double rate) {
    return minute -> Math.floorMod(minute, (long) step) < length ? rate : 0;
  }

  /** A job at an hour of each day, by local time. */
  static Habit daily(int hour, int length, double rate) {
    return minute -> {
      LocalDateTime time = localTime(minute);
      return time.getHour() == hour && time.getMinute() < length ? rate : 0;
    };
  }

  static Habit weekly(DayOfWeek day, int hour, int length, double rate) {
    Habit job = daily(hour, length, rate);
    return minute -> localTime(minute).getDayOfWeek() == day ? job.rateAt(minute) : 0;
  }

  /** People at work: from hour to hour on workdays, less at the edges. */
  static Habit officeHours(int from, int to, double rate) {
    return minute -> {
      LocalDateTime time = localTime(minute);
      return isWorkday(time) ? rate * hill(time, from, to) : 0;
    };
  }

  /** A shop: each day but holidays. */
  static Habit shopHours(int from, int to, double rate) {
    return minute -> {
      LocalDateTime time = localTime(minute);
      return HOLIDAYS.contains(time.toLocalDate()) ? 0 : rate * hill(time, from, to);
    };
  }

  private static double hill(LocalDateTime time, int from, int to) {
    double hour = time.getHour() + time.getMinute() / 60.0;
    if (hour < from || hour >= to) {
      return 0;
    }
    return Math.min(1, 0.2 + Math.min(hour - from, to - hour));
  }

  /** A curve over the day between two rates; on days off another part of it. */
  static Habit wave(double low, double high, double dayOff) {
    return minute -> {
      LocalDateTime time = localTime(minute);
      double hour = time.getHour() + time.getMinute() / 60.0;
      double share = (1 - Math.cos(2 * Math.PI * (hour - 3) / 24)) / 2;
      double rate = low + (high - low) * share;
      return isWorkday(time) ? rate : rate * dayOff;
    };
  }

  default Habit plus(Habit other) {
    return minute -> rateAt(minute) + other.rateAt(minute);
  }

  /** Only on workdays. */
  default Habit onWorkdays() {
    return minute -> isWorkday(localTime(minute)) ? rateAt(minute) : 0;
  }

  /** Nothing while another one does something. */
  default Habit pausedBy(Habit pause) {
    return minute -> pause.rateAt(minute) > 0 ? 0 : rateAt(minute);
  }

  /** So many times as much from one minute to another. */
  default Habit times(double factor, long from, long to) {
    return minute -> rateAt(minute) * (minute >= from && minute < to ? factor : 1);
  }

  /** So many times as much from a second on. */
  default Habit timesSince(double factor, Instant from) {
    double begin = from.getEpochSecond() / 60.0;
    return minute -> {
      double share = Math.min(1, Math.max(0, minute + 1 - begin));
      return rateAt(minute) * (1 + (factor - 1) * share);
    };
  }

  /** Nothing before a second. */
  default Habit beginning(Instant from) {
    double begin = from.getEpochSecond() / 60.0;
    return minute -> rateAt(minute) * Math.min(1, Math.max(0, minute + 1 - begin));
  }

  /** Grows by a factor a day. */
  default Habit growing(double factorADay, long from) {
    return minute -> rateAt(minute) * Math.pow(factorADay, (minute - from) / 1_440.0);
  }
}
