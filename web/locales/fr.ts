// What the live pages may say, for the types of its keys and for the tests: the
// server writes the words themselves into each page.
import animal from "./fr/animal.json";
import ask from "./fr/ask.json";
import common from "./fr/common.json";
import companion from "./fr/companion.json";
import desk from "./fr/desk.json";
import digit from "./fr/digit.json";
import door from "./fr/door.json";
import fault from "./fr/fault.json";
import lens from "./fr/lens.json";
import phone from "./fr/phone.json";
import pointing from "./fr/pointing.json";
import room from "./fr/room.json";

export default { ...animal, ...ask, ...common, ...companion, ...desk, ...digit, ...door, ...fault, ...lens, ...phone, ...pointing, ...room };
