// What the live pages may say, for the types of its keys and for the tests: the
// server writes the words themselves into each page.
import activity from "./fr/activity.json";
import animal from "./fr/animal.json";
import ask from "./fr/ask.json";
import classes from "./fr/class.json";
import common from "./fr/common.json";
import companion from "./fr/companion.json";
import desk from "./fr/desk.json";
import digit from "./fr/digit.json";
import door from "./fr/door.json";
import family from "./fr/family.json";
import fault from "./fr/fault.json";
import guest from "./fr/guest.json";
import hall from "./fr/hall.json";
import lens from "./fr/lens.json";
import phone from "./fr/phone.json";
import pointing from "./fr/pointing.json";
import room from "./fr/room.json";
import sending from "./fr/sending.json";
import still from "./fr/still.json";
import teach from "./fr/teach.json";
import threshold from "./fr/threshold.json";
import writing from "./fr/writing.json";

const own = { ...activity, ...animal, ...ask, ...classes, ...common, ...companion, ...desk, ...digit, ...door, ...family, ...fault, ...guest, ...hall, ...lens, ...phone };

export default { ...own, ...pointing, ...room, ...sending, ...still, ...teach, ...threshold, ...writing };
