/** Mail by Jakarta Mail, whose classes are optional. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.management.alert.mail;
