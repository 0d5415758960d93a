package protocol

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
)

// ClientMessages is every ClientMessage by its "type".
var ClientMessages = map[string]ClientMessage{
	"join": Join{}, "look": Look{}, "show": Show{}, "film": Film{}, "speak": Speak{},
	"write": Write{}, "extend": Extend{}, "admit": Admit{}, "refuse": Refuse{},
	"knock-again": KnockAgain{}, "renew": Renew{}, "note": Note{},
	"pause-for-person": PauseForPerson{}, "leave": Leave{}, "come-back": ComeBack{},
	"report": Report{}, "ping": Ping{},
	"draft": Draft{}, "send-link": SendLink{}, "send-text": SendText{}, "draw": Draw{}, "wipe": Wipe{}, "erase": Erase{},
	"watch": Watch{}, "lay": Lay{}, "ask": Ask{}, "answer": Answer{}, "expect": Expect{},
	"invite": Invite{}, "agree": Agree{}, "dismiss": Dismiss{}, "hand-over": HandOver{},
	"do": Do{}, "hand": Hand{}, "faces": Faces{}, "see": See{}, "consent": Consent{}, "feel": Feel{}, "caption": Caption{},
	"let-in": LetIn{}, "send-out": SendOut{}, "door": Door{}, "step": Step{}, "minute": Minute{}, "silence": Silence{},
	"forward": Forward{}, "signs": Signs{}, "ask-screen": AskScreen{}, "present": Present{}, "aside": Aside{}, "lead": Lead{},
	"came": Came{}, "count": Count{}, "finish": Finish{},
	"dial": Dial{}, "pick-up": PickUp{}, "not-now": NotNow{}, "hang-up": HangUp{},
}

// ServerMessages is every ServerMessage by its "type".
var ServerMessages = map[string]ServerMessage{
	"joined": Joined{}, "state": State{}, "slots": Slots{}, "written": Written{},
	"pause": Pause{}, "declined": Declined{}, "pong": Pong{}, "helps": Helps{},
	"pointed": Pointed{}, "drafted": Drafted{}, "parcel": Parcel{},
	"class": ClassState{}, "captioned": Captioned{},
	"family": FamilyState{},
}

// Scenes is every Scene; each is told apart by its phase.
var Scenes = []Scene{Inviting{}, Knocking{}, TurnedAway{}, Arriving{}, Live{}, Closing{}, Ended{}}

// ClassScenes is every ClassScene; each is told apart by its phase.
var ClassScenes = []ClassScene{Lobby{}, Class{}, Teaching{}, ClassOver{}}

var serverTypes = func() map[reflect.Type]string {
	types := make(map[reflect.Type]string, len(ServerMessages))
	for name, m := range ServerMessages {
		types[reflect.TypeOf(m)] = name
	}
	return types
}()

// Decode reads one frame from a stranger. It returns the message's type too,
// which is safe to log. Unknown types, unknown fields and values out of their
// range are errors.
func Decode(frame []byte) (name string, m ClientMessage, err error) {
	if len(frame) > MaxFrame {
		return "", nil, fmt.Errorf("frame: %d bytes, at most %d", len(frame), MaxFrame)
	}
	return decode(frame, ClientMessages)
}

func decode(frame []byte, all map[string]ClientMessage) (name string, m ClientMessage, err error) {
	var head struct {
		Type string `json:"type"`
	}
	if err := json.Unmarshal(frame, &head); err != nil {
		return "", nil, fmt.Errorf("frame: not a JSON object with a type")
	}
	known, ok := all[head.Type]
	if !ok {
		return "", nil, fmt.Errorf("frame: unknown type")
	}
	m, err = decodeInto(frame, known)
	if err != nil {
		return head.Type, nil, fmt.Errorf("%s: %w", head.Type, err)
	}
	return head.Type, m, nil
}

// decodeInto reads frame as the type that known has, with its "type" set aside.
func decodeInto(frame []byte, known ClientMessage) (ClientMessage, error) {
	body := reflect.New(reflect.TypeOf(known))
	var raw map[string]json.RawMessage
	if err := json.Unmarshal(frame, &raw); err != nil {
		return nil, fmt.Errorf("not an object")
	}
	delete(raw, "type")
	rest, err := json.Marshal(raw)
	if err != nil {
		return nil, fmt.Errorf("not an object")
	}
	d := json.NewDecoder(bytes.NewReader(rest))
	d.DisallowUnknownFields()
	if err := d.Decode(body.Interface()); err != nil {
		return nil, fmt.Errorf("a field is unknown or of another type")
	}
	m := body.Elem().Interface().(ClientMessage)
	return m, m.Validate()
}

// Encode writes a message as one frame.
func Encode(m ServerMessage) ([]byte, error) {
	name, ok := serverTypes[reflect.TypeOf(m)]
	if !ok {
		return nil, fmt.Errorf("encode: %T is not a server message", m)
	}
	return tagged("type", name, m)
}

// tagged marshals v, an object, with one more field in front.
func tagged(key, value string, v any) ([]byte, error) {
	body, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("encode %s %s: %w", key, value, err)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "{%q:%q", key, value)
	if len(body) > len("{}") {
		b.WriteByte(',')
	}
	b.Write(body[1:])
	return b.Bytes(), nil
}

// MarshalJSON writes the scene with its phase in front.
func (m State) MarshalJSON() ([]byte, error) { return inScene(string(m.Scene.Phase()), m.Scene) }

// MarshalJSON writes the scene with its phase in front.
func (m ClassState) MarshalJSON() ([]byte, error) {
	return inScene(string(m.Scene.ClassPhase()), m.Scene)
}

func inScene(phase string, what any) ([]byte, error) {
	scene, err := tagged("phase", phase, what)
	if err != nil {
		return nil, err
	}
	return json.Marshal(struct {
		Scene json.RawMessage `json:"scene"`
	}{scene})
}
