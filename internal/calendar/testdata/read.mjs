// Reads a calendar on standard input with ical.js and prints what it found, as JSON.
import { readFileSync } from "node:fs";
import ICAL from "../../../web/node_modules/ical.js/dist/ical.js";

ICAL.design.icalendar.property.name = ICAL.design.icalendar.property.summary; // RFC 7986, which it does not know: text
const root = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
const events = root.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  const instant = (name) => component.getFirstPropertyValue(name).toJSDate().toISOString();
  return {
    UID: event.uid,
    Sequence: event.sequence,
    Start: instant("dtstart"),
    End: instant("dtend"),
    Changed: instant("dtstamp"),
    Summary: event.summary,
    Description: event.description ?? "",
    Location: event.location ?? "",
    Cancelled: component.getFirstPropertyValue("status") === "CANCELLED",
    Alarm: component.getAllSubcomponents("valarm").map((alarm) => -alarm.getFirstPropertyValue("trigger").toSeconds() * 1e9)[0] ?? 0,
  };
});
console.log(JSON.stringify({ Name: root.getFirstPropertyValue("name"), Zone: root.getFirstPropertyValue("x-wr-timezone"), Events: events }));
